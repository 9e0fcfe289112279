# Passages of 25 lines from the six novels of Jane Austen, every twentieth of them: a row has the novel and the text.
library(janeaustenr)
books <- austen_books()
rows <- list()
for (book in levels(books$book)) {
  lines <- books$text[books$book == book & books$text != ""]
  passages <- split(lines, (seq_along(lines) - 1) %/% 25)
  for (i in seq(2, length(passages), by = 20)) {
    rows[[length(rows) + 1]] <- data.frame(novel = book, text = paste(passages[[i]], collapse = " "))
  }
}
write.csv(do.call(rbind, rows), row.names = FALSE, fileEncoding = "UTF-8")
