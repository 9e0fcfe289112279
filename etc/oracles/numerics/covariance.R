# Covariance and correlation matrices of data sets that come with R.
target <- "framework-numerics/src/test/resources/dev/weir/numerics/covariance.txt"
sets <- list(iris = iris[1:4], longley = longley, mtcars = mtcars[c("mpg", "disp", "hp", "wt")],
             faithful = faithful)
number <- function(x) paste(sprintf("%.17g", x), collapse = " ")
lines <- c(paste0("# ", R.version.string, ", datasets; Rscript etc/oracles/numerics/covariance.R"),
           "# name / columns / one line of values each / rows of cov / rows of cor")
for (name in names(sets)) {
  x <- as.matrix(sets[[name]])
  lines <- c(lines, name, ncol(x), apply(x, 2, number), apply(cov(x), 1, number), apply(cor(x), 1, number))
}
writeLines(lines, target)
