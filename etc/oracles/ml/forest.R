# R's quakes (1000 earthquakes near Fiji), for ml.random-forest. Run: Rscript etc/oracles/ml/forest.R
write.table(quakes, "domain-ml/src/test/resources/dev/weir/domain/ml/quakes.csv", sep = ",", row.names = FALSE, quote = FALSE)
