package dev.weir.domain.ml;

import dev.weir.api.Binding;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Estimator;
import dev.weir.api.Option;
import dev.weir.api.OptionType;
import dev.weir.api.PipelineException;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StatelessTransform;
import dev.weir.api.Table;
import dev.weir.api.Tool;
import dev.weir.api.ToolDescriptor.Overflow;
import dev.weir.api.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Predicts a class or a number by the mean of many decision trees.
///
/// Breiman's random forest: each tree is grown on as many rows as there are, drawn with
/// replacement; each split is the best one of some features chosen at random, by Gini's impurity
/// for classes and the sum of squares for numbers. The trees are grown by Smile and become plain
/// tables, which is all that predictions need.
///
/// **Target.** TEXT and BOOLEAN are classes, INT, LONG and DOUBLE numbers; `kind` says otherwise
/// for INT and LONG. A class is predicted as TEXT: the one of the greatest mean share of its
/// leaves, of equals the first (by name, numbers by size). A number is predicted as the mean of its
/// leaves. `probabilities` adds a column `<column>_<class>` for each class, which are known once it
/// is fitted. Rows without a target are left out of the fit and counted; so are numbers that are
/// not finite or beyond 1e150. They get a prediction like any other row: the target need not even
/// be a column of rows that are only predicted (`--fit-on FILE`).
///
/// **Features.** Numbers, dates, times and truth values are split between two neighbouring values,
/// in the middle; only their order counts. A missing number, NaN and minus infinity are taken as
/// one value less than all others. Text is split into one category and the rest. A missing text is
/// a category of its own; so are, together, all but the 254 most frequent texts and those never
/// seen in the fit.
///
/// **Rows in memory.** The fit holds all its rows at once. If they do not fit into `--memory`, it
/// learns from a random sample of them that does, and the result says so, and of how many rows.
/// Predictions are made chunk by chunk for any number of rows.
///
/// **Result.** `oob-error` is the error on rows that a tree did not learn from: the share of wrong
/// classes or the mean squared error; an honest estimate for new rows of the same kind. NaN if
/// every tree saw every row. The importance of a feature is by how much its splits lower the
/// impurity, over all trees, as a share; it favours features of many values.
///
/// **Edges.** No rows with a target: no trees, missing predictions, a warning. One class, or equal
/// numbers: trees of one leaf. More than 1000 classes are refused.
///
/// **Exactness.** The same rows and seed give the same trees to the bit, whatever the threads and
/// the chunks: draws and choices come from seed and tree. Grown trees are pruned where two leaves
/// predict the same class.
///
/// **Cost.** A tree takes time in proportion to rows, times their logarithm, times
/// `features-per-split`, and, for large trees, to rows times leaves; up to 4 trees are grown at
/// once by the threads of the run. A cancelled run ends once the trees that are being grown are
/// done. Memory: about 50 bytes a row and feature beside the rows, 225 bytes a tree and leaf of the
/// most allowed, and more than 8 classes 8 bytes each a leaf, which is an error if it does not fit.
/// So is a sample of fewer than 500 rows.
///
/// **Errors.** USER: an unknown or unfit column, no feature, more than 1000 classes, a model of
/// other features. REFUSED: more features a split than there are; a column that is to be added
/// exists.
///
/// **Source.** Breiman (doi:10.1023/A:1010933404324). Checked against scikit-learn 1.2
/// `RandomForestClassifier` and `RandomForestRegressor` and, tree by tree, against Smile 6.
@Tool(
    name = "ml.random-forest",
    exactness =
        "an estimate by its nature; reproducible to the bit; says when it learned from a sample",
    overflow = Overflow.SAMPLE,
    produces = {
      "features: feature, kind (number or category), importance (share)",
      "classes: class, rows; none for numbers",
      "kind: classification or regression",
      "trees: how many",
      "oob-error: share of wrong classes, or mean squared error, of rows that trees did not see",
      "oob-rows: rows that this is known of",
      "used: rows that it learned from",
      "left-out: rows whose target is not known",
      "rows: the rows of the input with their prediction"
    },
    example = "weir run diamonds.csv ml.random-forest --target cut --trees 50 --max-leaves 500")
final class RandomForest implements Estimator {
  /// What is predicted.
  enum Kind {
    /// Classes of TEXT and BOOLEAN, else numbers.
    AUTO,
    /// A class.
    CLASSIFICATION,
    /// A number.
    REGRESSION
  }

  private static final int LEAST_SAMPLED = 500;
  private static final Type[] ASKED = {
    Type.INT, Type.LONG, Type.DOUBLE, Type.BOOLEAN, Type.DATE, Type.TIMESTAMP, Type.TEXT
  };

  /// What the user chose.
  ///
  /// @param target column to predict
  /// @param kind whether it is a class or a number
  /// @param features columns to predict it from; none: all others
  /// @param trees how many
  /// @param maxDepth most questions from root to leaf
  /// @param maxLeaves most leaves of a tree
  /// @param minLeaf least drawn rows of a leaf; not given: 1 for classes, 5 for numbers
  /// @param featuresPerSplit features that each split chooses from; not given: the square root of
  ///   their number for classes, a third for numbers
  /// @param column name of the column that is added
  /// @param probabilities also add the probability of each class, as `<column>_<class>`
  record Options(
      @Option(
              type = OptionType.COLUMN,
              accepts = {Type.TEXT, Type.BOOLEAN, Type.INT, Type.LONG, Type.DOUBLE})
          String target,
      @Option(byDefault = "auto") Kind kind,
      @Option(
              type = OptionType.COLUMNS,
              accepts = {
                Type.INT,
                Type.LONG,
                Type.DOUBLE,
                Type.BOOLEAN,
                Type.DATE,
                Type.TIMESTAMP,
                Type.TEXT
              })
          List<String> features,
      @Option(byDefault = "100", least = 1, most = 10_000) int trees,
      @Option(byDefault = "30", least = 1, most = 100) int maxDepth,
      @Option(byDefault = "512", least = 2, most = 1_000_000) int maxLeaves,
      @Option(least = 1, most = 1_000_000) OptionalInt minLeaf,
      @Option(least = 1, most = 100_000) OptionalInt featuresPerSplit,
      @Option(byDefault = "prediction", least = 1) String column,
      boolean probabilities) {}

  private final Options options;
  private final Optional<Target> target;
  private final List<Column> features;
  private final Schema input;
  private final long seed;

  RandomForest(Options options, Binding in) {
    this.options = options;
    input = in.schema();
    seed = in.seed();
    target =
        in.fits() || input.indexOf(options.target()) >= 0
            ? Optional.of(target(in))
            : Optional.empty();
    features = features(in);
    if (perSplit(true) > features.size() || perSplit(false) > features.size()) {
      throw in.refusal(
          "--features-per-split is "
              + perSplit(true)
              + ", and there are "
              + features.size()
              + " features",
          "give at most " + features.size());
    }
    emit(in);
    in.memory(fixedBytes(), bytesPerRow());
  }

  private Target target(Binding in) {
    var column =
        in.column(options.target(), Type.TEXT, Type.BOOLEAN, Type.INT, Type.LONG, Type.DOUBLE);
    boolean text = column.type() == Type.TEXT || column.type() == Type.BOOLEAN;
    if (options.kind() == Kind.REGRESSION && text) {
      throw in.refusal(
          "column '"
              + column.name()
              + "' is "
              + column.type()
              + " and cannot be predicted as a number",
          "leave --kind out");
    }
    if (options.kind() == Kind.CLASSIFICATION && column.type() == Type.DOUBLE) {
      throw in.refusal(
          "column '" + column.name() + "' is DOUBLE, whose values are no classes",
          "leave --kind out, or make it INT or TEXT first");
    }
    return new Target(column, text || options.kind() == Kind.CLASSIFICATION);
  }

  private List<Column> features(Binding in) {
    if (options.features().contains(options.target())) {
      throw in.refusal(
          "column '" + options.target() + "' is the target and a feature",
          "leave it out of --features");
    }
    var bound =
        in.columns(options.features(), ASKED).stream()
            .filter(column -> !column.name().equals(options.target()))
            .toList();
    if (bound.isEmpty()) {
      throw in.refusal(
          "there is no column beside the target '" + options.target() + "' to predict it from",
          "give rows with further columns");
    }
    return bound;
  }

  private int perSplit(boolean classes) {
    int p = features.size();
    return options.featuresPerSplit().orElse(classes ? (int) Math.sqrt(p) : Math.max(1, p / 3));
  }

  /// What a row takes beside the row itself: its numbers, ranks and orders, and what Smile keeps of
  /// it for each tree that is being grown.
  private double bytesPerRow() {
    double text = features.stream().filter(c -> c.type() == Type.TEXT).count();
    double perTree = 8.0 * features.size() + 64;
    double unseen = options.trees() / 8.0;
    return 16.0 * features.size() + 100 * text + 64 + unseen + Forest.AT_ONCE * perTree;
  }

  /// The model, while it is grown and as tables.
  private long fixedBytes() {
    return (1L << 18) + 225L * options.trees() * Math.min(options.maxLeaves(), leavesByDepth());
  }

  private long leavesByDepth() {
    return options.maxDepth() >= 20 ? Long.MAX_VALUE : 1L << options.maxDepth();
  }

  private void emit(Binding in) {
    boolean known = target.isPresent() || options.kind() != Kind.AUTO;
    var field = prediction(target.map(Target::classes).orElse(options.kind() != Kind.REGRESSION));
    if (input.indexOf(field.name()) >= 0) {
      throw in.refusal(
          "there is a column '" + field.name() + "' already, which this step would add",
          "name the new one by --column");
    }
    var emitted = input.with(field);
    if (options.probabilities() || !known) {
      in.emitsAfterFit(emitted);
      return;
    }
    var from = new int[emitted.size()];
    Arrays.setAll(from, i -> i < input.size() ? i : -1);
    in.emits(emitted, from);
  }

  private Schema.Field prediction(boolean classes) {
    return new Schema.Field(options.column(), classes ? Type.TEXT : Type.DOUBLE, true, "");
  }

  private List<Schema.Field> probabilities(PipelineResult model) {
    if (!options.probabilities()) {
      return List.of();
    }
    return ForestModel.classes(model).stream()
        .map(name -> new Schema.Field(options.column() + "_" + name, Type.DOUBLE, true, ""))
        .toList();
  }

  @Override
  public Schema emits(PipelineResult model) {
    var added = new ArrayList<Schema.Field>();
    added.add(prediction(ForestModel.hasClasses(model)));
    added.addAll(probabilities(model));
    for (var field : added) {
      if (input.indexOf(field.name()) >= 0) {
        throw PipelineException.refused(
            "forest.column",
            "ml.random-forest: there is a column '"
                + field.name()
                + "' already, which this step would add; name the new ones by --column");
      }
    }
    return input.with(added.toArray(Schema.Field[]::new));
  }

  @Override
  public PipelineResult analyze(Table table, ChunkProcessingContext context) {
    var known = target.orElseThrow();
    var rows = TrainingRows.of(table, features, known);
    if (table.omitted() > 0 && rows.rows() < LEAST_SAMPLED) {
      throw PipelineException.resource(
          "forest.memory",
          "ml.random-forest: of "
              + (table.omitted() + rows.rows() + rows.leftOut())
              + " rows only "
              + rows.rows()
              + " fit into memory beside "
              + options.trees()
              + " trees of up to "
              + options.maxLeaves()
              + " leaves, too few to learn from; give more by --memory, or lower --trees or --max-leaves");
    }
    checkClasses(rows, context);
    var limits =
        new TreeGrower.Limits(
            perSplit(known.classes()),
            options.maxDepth(),
            options.maxLeaves(),
            options.minLeaf().orElse(known.classes() ? 1 : 5),
            seed);
    var forest =
        rows.rows() == 0
            ? new Forest(List.of(), new OutOfBag(rows))
            : Forest.grow(rows, limits, options.trees(), context);
    return ForestModel.of(forest, rows, known.classes());
  }

  /// Shares of many classes take more than was declared before they were known.
  private void checkClasses(TrainingRows rows, ChunkProcessingContext context) {
    long classes = rows.classes().size();
    long leaves = Math.min(Math.min(options.maxLeaves(), leavesByDepth()), rows.rows());
    long bytes = 8L * classes * leaves * options.trees();
    if (classes > 8 && bytes > context.memory().free()) {
      throw PipelineException.resource(
          "forest.memory",
          "ml.random-forest: "
              + classes
              + " classes in "
              + options.trees()
              + " trees of up to "
              + leaves
              + " leaves take up to "
              + (bytes >> 20)
              + " MiB, and "
              + (context.memory().free() >> 20)
              + " MiB are free; give more by --memory, or lower --trees or --max-leaves");
    }
  }

  @Override
  public PipelineResult shown(PipelineResult model) {
    return ForestModel.shown(model);
  }

  @Override
  public StatelessTransform transformer(PipelineResult model) {
    boolean classes = ForestModel.hasClasses(model);
    if (target.isPresent() && target.get().classes() != classes) {
      throw PipelineException.user(
          "forest.model",
          "the model predicts "
              + (classes ? "classes" : "numbers")
              + ", and column '"
              + options.target()
              + "' is "
              + target.get().column().type()
              + " here; leave it out, or say by --kind what it is");
    }
    return new ForestRows(
        ForestModel.read(model, features), prediction(classes), probabilities(model));
  }
}
