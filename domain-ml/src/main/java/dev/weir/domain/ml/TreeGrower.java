package dev.weir.domain.ml;

import dev.weir.numerics.Coins;
import java.util.Arrays;
import java.util.stream.IntStream;
import smile.classification.DecisionTree;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.type.StructType;
import smile.data.vector.IntVector;
import smile.data.vector.ValueVector;
import smile.math.MathEx;
import smile.model.cart.CART;
import smile.model.cart.DecisionNode;
import smile.model.cart.InternalNode;
import smile.model.cart.Loss;
import smile.model.cart.Node;
import smile.model.cart.OrdinalNode;
import smile.model.cart.RegressionNode;
import smile.model.cart.SplitRule;
import smile.regression.RegressionTree;

/// Grows single trees by Smile and copies them into plain arrays. The only place that knows Smile.
/// Numbers go in by rank, values standardized, so that neither is too small or too large for it.
/// Immutable; trees may be grown by several threads at once.
final class TreeGrower {
  private static final long SALT = 0x74726565L;

  /// How trees are grown.
  ///
  /// @param perSplit features that a split chooses from
  /// @param maxDepth most questions from root to leaf
  /// @param maxLeaves most leaves
  /// @param minLeaf least drawn rows of a leaf
  /// @param seed of the run
  record Limits(int perSplit, int maxDepth, int maxLeaves, int minLeaf, long seed) {}

  private final TrainingRows rows;
  private final Limits limits;
  private final Ranks[] ranks;
  private final int[][] order;
  private final DataFrame frame;
  private final double mean;
  private final double sd;
  private final double[] standardized;

  TreeGrower(TrainingRows rows, Limits limits) {
    this.rows = rows;
    this.limits = limits;
    int features = rows.features().size();
    ranks = new Ranks[features];
    order = new int[features][];
    var columns = new ValueVector[features];
    for (int f = 0; f < features; f++) {
      ranks[f] = coded(rows.features().get(f), rows.numbers()[f]);
      columns[f] = new IntVector(field(f), ranks[f].ranks());
    }
    frame = new DataFrame(columns);
    mean = rows.mean();
    double squares = Arrays.stream(rows.value()).map(v -> (v - mean) * (v - mean)).sum();
    sd = Math.sqrt(squares / Math.max(1, rows.rows()));
    standardized = Arrays.stream(rows.value()).map(v -> sd > 0 ? (v - mean) / sd : 0).toArray();
  }

  private Ranks coded(Feature feature, double[] numbers) {
    if (feature.isText()) {
      return new Ranks(
          Arrays.stream(numbers).mapToInt(code -> (int) code).toArray(), new double[0]);
    }
    return Ranks.of(numbers);
  }

  private StructField field(int f) {
    var feature = rows.features().get(f);
    if (!feature.isText()) {
      order[f] = ranks[f].order();
      return new StructField("f" + f, DataTypes.IntType);
    }
    var names = IntStream.range(0, feature.codes()).mapToObj(Integer::toString);
    return new StructField(
        "f" + f, DataTypes.IntType, new NominalScale(names.toArray(String[]::new)));
  }

  /// The tree of this number: its rows and its choices come from seed and number alone.
  Tree grow(int number) {
    var drawn = Bag.counts(rows.rows(), limits.seed(), number);
    return copied(cart(number, drawn).root());
  }

  CART cart(int number, int[] drawn) {
    MathEx.setSeed(Coins.bits(limits.seed(), SALT, number));
    var target = new StructField("target", DataTypes.DoubleType);
    return rows.classes().isEmpty()
        ? new RegressionTree(
            frame,
            Loss.ls(standardized.clone()),
            target,
            limits.maxDepth(),
            limits.maxLeaves(),
            limits.minLeaf(),
            limits.perSplit(),
            drawn,
            order)
        : new DecisionTree(
            frame,
            rows.label(),
            target,
            rows.classes().size(),
            SplitRule.GINI,
            limits.maxDepth(),
            limits.maxLeaves(),
            limits.minLeaf(),
            limits.perSplit(),
            drawn,
            order);
  }

  private Tree copied(Node root) {
    var tree = Tree.of(nodes(root));
    copy(root, tree, 0);
    return tree;
  }

  private static int nodes(Node node) {
    return node instanceof InternalNode inner
        ? 1 + nodes(inner.trueChild()) + nodes(inner.falseChild())
        : 1;
  }

  /// Copies a node and what is below it to `at` and after; returns the next free place.
  private int copy(Node node, Tree tree, int at) {
    tree.rows()[at] = node.size();
    tree.feature()[at] = -1;
    switch (node) {
      case InternalNode inner -> {
        int feature = inner.feature();
        tree.feature()[at] = feature;
        tree.category()[at] = !(inner instanceof OrdinalNode);
        tree.cut()[at] = tree.category()[at] ? category(inner) : threshold(inner);
        tree.yes()[at] = at + 1;
        tree.no()[at] = copy(inner.trueChild(), tree, at + 1);
        return copy(inner.falseChild(), tree, tree.no()[at]);
      }
      case DecisionNode leaf -> {
        double drawn = leaf.size();
        tree.values()[at] = Arrays.stream(leaf.count()).mapToDouble(c -> c / drawn).toArray();
      }
      case RegressionNode leaf -> tree.values()[at] = new double[] {mean + sd * leaf.output()};
      default -> throw new IllegalStateException("a node of " + node.getClass());
    }
    return at + 1;
  }

  /// The category that the node asks for: it does not tell, so each is tried.
  private int category(InternalNode node) {
    int codes = rows.features().get(node.feature()).codes();
    var asked = new Asked(frame.schema());
    while (asked.number < codes && !node.branch(asked)) {
      asked.number++;
    }
    return asked.number;
  }

  /// What divides the ranks that the node sends to either side, found by halving: it does not tell.
  private double threshold(InternalNode node) {
    var asked = new Asked(frame.schema());
    int yes = 0;
    int no = ranks[node.feature()].values().length + 1;
    while (no - yes > 1) {
      asked.number = (yes + no) >>> 1;
      if (node.branch(asked)) {
        yes = asked.number;
      } else {
        no = asked.number;
      }
    }
    return ranks[node.feature()].after(yes);
  }

  /// A row whose every cell is this number.
  private static final class Asked implements Tuple {
    private static final long serialVersionUID = 1;
    private final transient StructType schema;
    private int number;

    Asked(StructType schema) {
      this.schema = schema;
    }

    @Override
    public StructType schema() {
      return schema;
    }

    @Override
    public Object get(int column) {
      return number;
    }

    @Override
    public int getInt(int column) {
      return number;
    }

    @Override
    public double getDouble(int column) {
      return number;
    }
  }
}
