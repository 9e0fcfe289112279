# Reference values for ml.kmeans on R's iris (150 flowers) and faithful (272 eruptions): best of 200 starts of Lloyd's algorithm.
# Run: Rscript etc/oracles/ml/kmeans.R
out <- "domain-ml/src/test/resources/dev/weir/domain/ml"
flowers <- iris
names(flowers) <- c("sepal_length", "sepal_width", "petal_length", "petal_width", "species")
write.table(flowers, file.path(out, "iris.csv"), sep = ",", row.names = FALSE, quote = FALSE)
write.table(faithful, file.path(out, "faithful.csv"), sep = ",", row.names = FALSE, quote = FALSE)
exact <- function(x) trimws(formatC(x, digits = 17, format = "g"))
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(1)
lines <- sprintf("# R %s.%s, etc/oracles/ml/kmeans.R: data, k, standardized, sum of squares, sizes, centres of the largest cluster",
                 R.version$major, R.version$minor)
fit <- function(name, data, k, standardize) {
  x <- as.matrix(data)
  scaled <- if (standardize) scale(x) else x
  best <- kmeans(scaled, k, iter.max = 100, nstart = 200, algorithm = "Lloyd")
  largest <- which.max(best$size)
  centre <- colMeans(x[best$cluster == largest, , drop = FALSE])
  paste(name, k, standardize, exact(best$tot.withinss), paste(sort(best$size, decreasing = TRUE), collapse = ","),
        paste(exact(centre), collapse = ","), sep = "\t")
}
for (k in c(1, 2, 3, 4, 5)) lines <- c(lines, fit("iris", iris[, 1:4], k, FALSE))
for (k in c(2, 3)) lines <- c(lines, fit("iris", iris[, 1:4], k, TRUE))
for (k in c(2, 3)) lines <- c(lines, fit("faithful", faithful, k, FALSE), fit("faithful", faithful, k, TRUE))
writeLines(lines, file.path(out, "kmeans.tsv"))
best <- kmeans(as.matrix(iris[, 1:4]), 3, iter.max = 100, nstart = 200, algorithm = "Lloyd")
number <- match(seq_len(3), order(best$size, decreasing = TRUE))
writeLines(c(sprintf("# R %s.%s, etc/oracles/ml/kmeans.R: cluster of each row of iris.csv for k = 3, the largest being 1",
                     R.version$major, R.version$minor), number[best$cluster]), file.path(out, "iris-clusters.txt"))
