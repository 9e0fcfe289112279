# What stats.frequencies says of data sets that come with R.
target <- "domain-stats/src/test/resources/dev/weir/domain/stats/"
lines <- c(paste0("# ", R.version.string, ", datasets; Rscript etc/oracles/stats/frequencies.R"),
           "# name / rows, cells joined by + / entropy in bits / combinations, most frequent first, ties by cells / counts")
sets <- list(mtcars = mtcars[c("cyl", "gear")], chickwts = chickwts["feed"], warpbreaks = warpbreaks[c("wool", "tension")],
             iris = data.frame(width = iris$Petal.Width))
for (name in names(sets)) {
  set <- sets[[name]]
  set[] <- lapply(set, as.character)
  key <- do.call(paste, c(set, sep = "+"))
  counts <- table(key)
  counts <- counts[order(-as.vector(counts), names(counts), method = "radix")]
  p <- as.vector(counts) / sum(counts)
  lines <- c(lines, name, paste(key, collapse = " "), sprintf("%.17g", -sum(p * log2(p))),
             paste(names(counts), collapse = " "), paste(as.vector(counts), collapse = " "))
}
writeLines(lines, paste0(target, "frequencies-r.txt"))
