package dev.weir.domain.text;

import dev.weir.api.Binding;
import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Tool;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/// Makes a fixed number of numeric columns of a text column, by hashing its terms.
///
/// Each term of a row (as in `text.term-frequencies`) is hashed to one of `--features` columns
/// `<prefix>_0`, `<prefix>_1`, …, and adds 1 or -1 there, so that terms that meet in one column
/// cancel each other on average; with `--unsigned` it adds 1. Then the row is divided by its norm.
/// Nothing is fitted: any row of any table gives the same figures for ever, and there is no
/// vocabulary to keep; but a column does not say which terms it holds.
///
/// The hash `h` is MurmurHash3 (x86, 32 bits, signed, seed 0) of the UTF-8 bytes; the column is
/// `|h| mod features`, the sign that of `h`.
///
/// - A missing cell gives missing features: no text is not an empty text. Fill it before
///   (`cleaning.derive --expression "coalesce(review, '')"`) where learners want zeros.
/// - Text without a term gives zeros, which no norm changes.
/// - The first columns stay as they are; a column of a feature's name that exists already is
///   refused.
/// - A token of more than 255 characters is cut into pieces.
///
/// Cost: the analyzer, which takes most of the time; memory of 8 bytes a feature and row of the
/// chunk. Source: Weinberger et al. 2009 (doi:10.1145/1553374.1553516); checked against
/// scikit-learn's `HashingVectorizer` (`--analyzer word --min-length 2`; it has 2^20 features by
/// default).
@Tool(
    name = "text.hashing-vectorizer",
    exactness = "counts exact; norms up to rounding",
    produces = {"rows: the columns of the input, then the features"},
    example =
        "weir run reviews.parquet text.hashing-vectorizer --column review --features 64 --out v.parquet")
final class HashingVectorizer implements StatelessTransform {
  /// What the user chose.
  ///
  /// @param column text column
  /// @param features number of columns made
  /// @param prefix begins their names; none: the text column's name
  /// @param norm what a row's features are divided by: the root of their squares' sum (l2), their
  ///   magnitudes' sum (l1), or nothing
  /// @param unsigned add 1 for every term, never -1
  /// @param analyzer how text becomes tokens: a general rule or a language
  /// @param stopWords words left out beside the analyzer's own, before stemming, case ignored
  /// @param keepStopWords leave the analyzer's own stop words in
  /// @param minLength least characters of a token
  /// @param minNgram least tokens of a term
  /// @param maxNgram most tokens of a term
  record Options(
      @Option(type = OptionType.COLUMN, accepts = Type.TEXT) String column,
      @Option(byDefault = "256", least = 1, most = 4096) int features,
      Optional<String> prefix,
      @Option(byDefault = "l2") Norm norm,
      boolean unsigned,
      @Option(byDefault = "standard") TextAnalyzer analyzer,
      List<String> stopWords,
      boolean keepStopWords,
      @Option(byDefault = "1", least = 1, most = 255) int minLength,
      @Option(byDefault = "1", least = 1, most = TokenRules.MOST_NGRAM) int minNgram,
      @Option(byDefault = "1", least = 1, most = TokenRules.MOST_NGRAM) int maxNgram) {}

  private final Column column;
  private final int features;
  private final Norm norm;
  private final boolean signed;
  private final TokenRules rules;
  private final Schema made;

  HashingVectorizer(Options options, Binding in) {
    column = in.column(options.column(), Type.TEXT);
    features = options.features();
    norm = options.norm();
    signed = !options.unsigned();
    rules =
        new TokenRules(
                options.analyzer(),
                options.stopWords(),
                options.keepStopWords(),
                options.minLength(),
                options.minNgram(),
                options.maxNgram())
            .checked("text.hashing-vectorizer");
    made = emitted(in, options.prefix().orElse(options.column()));
    in.emits(made);
    in.memory(0, 8.0 * features);
  }

  private Schema emitted(Binding in, String prefix) {
    var fields = new ArrayList<>(in.schema().fields());
    for (int f = 0; f < features; f++) {
      var name = prefix + "_" + f;
      if (in.schema().indexOf(name) >= 0) {
        throw in.refusal(
            "there is a column '" + name + "' already, which a feature would have",
            "choose another --prefix");
      }
      fields.add(new Schema.Field(name, Type.DOUBLE, column.field().nullable(), ""));
    }
    return new Schema(fields);
  }

  @Override
  public Chunk transform(Chunk chunk, ChunkProcessingContext context) {
    var text = chunk.text(column);
    var validity = chunk.validity(column);
    var cells = new double[features][chunk.rows()];
    var row = new FeatureRow(features, signed);
    try (var terms = rules.terms()) {
      for (int r = 0; r < chunk.rows(); r++) {
        if (validity.at(r)) {
          terms.of(text, r, row::add);
          row.moveTo(cells, r, norm);
        }
      }
    }
    return with(chunk, cells);
  }

  private Chunk with(Chunk chunk, double[][] cells) {
    var columns = new @Nullable Values[made.size()];
    int first = made.size() - features;
    chunk.schema().columns().filter(chunk::has).forEach(c -> columns[c.index()] = chunk.values(c));
    for (int f = 0; f < features; f++) {
      columns[first + f] = new Values.Doubles(cells[f], chunk.validity(column));
    }
    var positions = new long[chunk.rows()];
    var identities = new long[chunk.rows()];
    for (int r = 0; r < positions.length; r++) {
      positions[r] = chunk.position(r);
      identities[r] = chunk.identity(r);
    }
    return Chunk.of(made, chunk.rows(), positions, identities, columns);
  }

  /// The features of one row; used by one thread.
  private static final class FeatureRow {
    private final double[] sums;
    private final boolean signed;
    private final boolean[] met;
    private final int[] touched;
    private int count;

    FeatureRow(int features, boolean signed) {
      this.sums = new double[features];
      this.met = new boolean[features];
      this.touched = new int[features];
      this.signed = signed;
    }

    void add(byte[] term, int from, int to) {
      int hash = StringHelper.murmurhash3_x86_32(term, from, to - from, 0);
      int feature = (int) (Math.abs((long) hash) % sums.length);
      if (!met[feature]) {
        met[feature] = true;
        touched[count++] = feature;
      }
      sums[feature] += signed && hash < 0 ? -1 : 1;
    }

    void moveTo(double[][] cells, int row, Norm norm) {
      double magnitudes = 0;
      double squares = 0;
      for (int i = 0; i < count; i++) {
        double sum = sums[touched[i]];
        magnitudes += Math.abs(sum);
        squares += sum * sum;
      }
      double divisor = norm.of(magnitudes, squares);
      for (int i = 0; i < count; i++) {
        int feature = touched[i];
        cells[feature][row] = sums[feature] / divisor;
        sums[feature] = 0;
        met[feature] = false;
      }
      count = 0;
    }
  }
}
