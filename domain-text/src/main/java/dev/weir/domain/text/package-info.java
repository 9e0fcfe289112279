/// Tools that count and measure the words of a text column, in any language that Lucene knows.
///
/// | tool | answers |
/// |---|---|
/// | [TermFrequencies] `text.term-frequencies` | how often each term occurs, and in how many rows; exact for any number of terms |
/// | [HashingVectorizer] `text.hashing-vectorizer` | the text as a fixed number of numeric columns, for learners |
///
/// **From text to terms.** One rule for all tools ([TokenRules]): the analyzer cuts the text into
/// tokens, brings them to one form (lower case, the stem) and leaves out its own stop words; then
/// tokens shorter than `--min-length` go, and neighbours are joined to n-grams. What went leaves no
/// gap: the words before and after it are neighbours.
///
/// **Which analyzer?** `standard` suits most languages that put blanks between words. A language's
/// own one also leaves out its stop words and counts `runs`, `run` and `running` as one. `word`
/// cuts as scikit-learn does, with `--min-length 2`. `whitespace` changes nothing.
///
/// **Missing and empty.** A missing cell is no document. Empty text, or text without a token, is a
/// document without terms.
///
/// **Traps.** Terms are compared by their bytes: composed and decomposed accents differ; bring them
/// to one form before. A token of more than 255 characters is cut into pieces of 255.
package dev.weir.domain.text;
