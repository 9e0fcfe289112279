"""What scikit-learn makes of corpus.txt, one document a line.

Run:  /usr/bin/python3 etc/oracles/text/sklearn_text.py      (Debian: python3-sklearn)
Writes term-frequencies-sklearn.txt and hashing-sklearn.txt beside it.
"""
import pathlib, sklearn
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer

where = pathlib.Path(__file__).parents[3] / "domain-text/src/test/resources/dev/weir/domain/text"
corpus = (where / "corpus.txt").read_text(encoding="utf-8").split("\n")[:-1]
head = f"# scikit-learn {sklearn.__version__}, /usr/bin/python3 etc/oracles/text/sklearn_text.py\n"

# name, least and most tokens of a term, stop words, pattern of a token (of at least that many characters)
COUNTS = [
    ("words", 1, 1, [], 2),
    ("pairs", 1, 2, [], 2),
    ("triples", 3, 3, ["the", "and", "at"], 2),
    ("letters", 1, 1, [], 1),
    ("long", 1, 2, ["river"], 4),
]
out = [head, "# > name, --min-ngram, --max-ngram, --stop-words, --min-length; then term, count, documents\n"]
for name, least, most, stop, length in COUNTS:
    counter = CountVectorizer(
        ngram_range=(least, most), stop_words=stop or None, token_pattern=r"(?u)\b\w{%d,}\b" % length)
    counts = counter.fit_transform(corpus)
    rows = zip(counter.get_feature_names_out(), counts.sum(axis=0).A1, (counts > 0).sum(axis=0).A1)
    out.append(f"> {name}\t{least}\t{most}\t{','.join(stop)}\t{length}\n")
    out += [f"{t}\t{c}\t{d}\n" for t, c, d in sorted(rows, key=lambda r: (-r[1], r[0].encode()))]
(where / "term-frequencies-sklearn.txt").write_text("".join(out), encoding="utf-8")

HASHES = [
    ("default", 256, "l2", True, 1, 1),
    ("few", 7, "l2", True, 1, 2),
    ("l1", 64, "l1", True, 1, 1),
    ("counts", 1000, None, True, 2, 3),
    ("unsigned", 32, "l2", False, 1, 1),
    ("one", 1, None, True, 1, 1),
]
out = [head, "# > name, --features, --norm, signed, --min-ngram, --max-ngram; then of each document index:value …\n"]
for name, features, norm, signed, least, most in HASHES:
    made = HashingVectorizer(
        n_features=features, norm=norm, alternate_sign=signed, ngram_range=(least, most)).transform(corpus)
    out.append(f"> {name}\t{features}\t{str(norm).lower()}\t{str(signed).lower()}\t{least}\t{most}\n")
    for row in made.toarray():
        out.append(" ".join(f"{i}:{float(v)!r}" for i, v in enumerate(row) if v != 0) + "\n")
(where / "hashing-sklearn.txt").write_text("".join(out), encoding="utf-8")
