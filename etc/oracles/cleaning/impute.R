# Reference values for cleaning.impute on R's airquality (daily air quality in New York, 1973; 153 rows, 37 and 7 cells missing).
# Run: Rscript etc/oracles/cleaning/impute.R
out <- "domain-cleaning/src/test/resources/dev/weir/domain/cleaning"
write.table(airquality, file.path(out, "airquality.csv"), sep = ",", row.names = FALSE, quote = FALSE, na = "")
most <- function(x) { t <- table(x); min(as.numeric(names(t)[t == max(t)])) }
exact <- function(x) trimws(formatC(x, digits = 17, format = "g"))
lines <- sprintf("# R %s.%s, etc/oracles/cleaning/impute.R: column, missing, count, mean, median (type 7), most frequent (smallest of equals)",
                 R.version$major, R.version$minor)
for (name in names(airquality)) {
  x <- airquality[[name]]
  v <- x[!is.na(x)]
  lines <- c(lines, paste(name, sum(is.na(x)), length(v), exact(mean(v)), exact(median(v)), exact(most(v)), sep = "\t"))
}
by <- split(airquality$Ozone, airquality$Month)
for (month in names(by)) {
  v <- by[[month]]; v <- v[!is.na(v)]
  lines <- c(lines, paste(paste0("Ozone/", month), sum(is.na(by[[month]])), length(v), exact(mean(v)), exact(median(v)), exact(most(v)), sep = "\t"))
}
writeLines(lines, file.path(out, "airquality-impute.tsv"))
