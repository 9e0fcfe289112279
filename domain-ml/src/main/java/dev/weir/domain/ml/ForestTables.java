package dev.weir.domain.ml;

import dev.weir.api.Chunk;
import dev.weir.api.Schema;
import dev.weir.api.Table;
import dev.weir.api.Text;
import dev.weir.api.Type;
import dev.weir.api.Validity;
import dev.weir.api.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Trees as tables: a row a node, and a row a class that occurs in a leaf. Texts are kept once.
final class ForestTables {
  static final String AT_MOST = "at-most";
  static final String IS = "is";
  static final String IS_MISSING = "is-missing";
  static final String IS_OTHER = "is-other";

  private static final Schema NODES =
      Schema.of(
          Schema.Field.of("tree", Type.INT),
          Schema.Field.of("node", Type.INT),
          Schema.Field.of("feature", Type.TEXT),
          Schema.Field.of("test", Type.TEXT),
          Schema.Field.of("cut", Type.DOUBLE),
          Schema.Field.of("category", Type.TEXT),
          Schema.Field.of("yes", Type.INT),
          Schema.Field.of("no", Type.INT),
          Schema.Field.of("rows", Type.INT),
          Schema.Field.of("value", Type.DOUBLE));

  private static final Schema LEAVES =
      Schema.of(
          Schema.Field.of("tree", Type.INT),
          Schema.Field.of("node", Type.INT),
          Schema.Field.of("class", Type.TEXT),
          Schema.Field.of("share", Type.DOUBLE));

  private ForestTables() {}

  /// A growing TEXT column whose different texts are kept once.
  private static final class Words {
    private final Map<String, Integer> codes = new LinkedHashMap<>();
    private final int[] cells;
    private final boolean[] here;

    Words(int rows) {
      cells = new int[rows];
      here = new boolean[rows];
      codes.put("", 0);
    }

    void put(int row, @Nullable String word) {
      if (word != null) {
        cells[row] = codes.computeIfAbsent(word, _ -> codes.size());
        here[row] = true;
      }
    }

    Values values() {
      var texts = Text.of(codes.keySet().toArray(String[]::new));
      var offsets = new int[codes.size() + 1];
      for (int c = 0; c < codes.size(); c++) {
        offsets[c + 1] = texts.end(c);
      }
      return new Values.Texts(
          Type.TEXT, Text.ofDictionary(texts.bytes(), offsets, cells), Validity.of(here));
    }
  }

  static Table nodes(List<Tree> trees, List<Feature> features, boolean classes) {
    int rows = trees.stream().mapToInt(Tree::size).sum();
    var tree = new int[rows];
    var node = new int[rows];
    var feature = new Words(rows);
    var test = new Words(rows);
    var cut = new double[rows];
    var numeric = new boolean[rows];
    var category = new Words(rows);
    var yes = new int[rows];
    var no = new int[rows];
    var inner = new boolean[rows];
    var count = new int[rows];
    var value = new double[rows];
    var valued = new boolean[rows];
    int at = 0;
    for (int t = 0; t < trees.size(); t++) {
      var grown = trees.get(t);
      for (int n = 0; n < grown.size(); n++, at++) {
        tree[at] = t;
        node[at] = n;
        count[at] = grown.rows()[n];
        inner[at] = grown.feature()[n] >= 0;
        if (!inner[at]) {
          valued[at] = !classes;
          value[at] = classes ? 0 : grown.values()[n][0];
          continue;
        }
        var asked = features.get(grown.feature()[n]);
        feature.put(at, asked.column().name());
        yes[at] = grown.yes()[n];
        no[at] = grown.no()[n];
        numeric[at] = !grown.category()[n];
        cut[at] = grown.cut()[n];
        int code = (int) grown.cut()[n];
        test.put(at, numeric[at] ? AT_MOST : test(asked, code));
        if (!numeric[at] && code < asked.missing()) {
          category.put(at, asked.categories().get(code));
        }
      }
    }
    var within = Validity.of(inner);
    return table(
        NODES,
        rows,
        Values.of(tree),
        Values.of(node),
        feature.values(),
        test.values(),
        new Values.Doubles(cut, Validity.of(numeric)),
        category.values(),
        new Values.Ints(Type.INT, yes, within),
        new Values.Ints(Type.INT, no, within),
        Values.of(count),
        new Values.Doubles(value, Validity.of(valued)));
  }

  private static String test(Feature feature, int code) {
    return code == feature.missing() ? IS_MISSING : code == feature.other() ? IS_OTHER : IS;
  }

  static Table leaves(List<Tree> trees, List<String> classes) {
    int rows = classes.isEmpty() ? 0 : trees.stream().mapToInt(ForestTables::shares).sum();
    var tree = new int[rows];
    var node = new int[rows];
    var named = new Words(rows);
    var share = new double[rows];
    int at = 0;
    for (int t = 0; t < trees.size() && rows > 0; t++) {
      var values = trees.get(t).values();
      for (int n = 0; n < values.length; n++) {
        for (int c = 0; trees.get(t).feature()[n] < 0 && c < classes.size(); c++) {
          if (values[n][c] > 0) {
            tree[at] = t;
            node[at] = n;
            named.put(at, classes.get(c));
            share[at++] = values[n][c];
          }
        }
      }
    }
    return table(LEAVES, rows, Values.of(tree), Values.of(node), named.values(), Values.of(share));
  }

  private static int shares(Tree tree) {
    int shares = 0;
    for (int n = 0; n < tree.size(); n++) {
      if (tree.feature()[n] < 0) {
        shares += (int) Arrays.stream(tree.values()[n]).filter(share -> share > 0).count();
      }
    }
    return shares;
  }

  private static Table table(Schema schema, int rows, Values... columns) {
    return Table.of(schema, List.of(Chunk.of(schema, rows, 0, columns)));
  }

  /// The trees of these tables.
  ///
  /// @param features in the order in which their numbers will be given
  static List<Tree> trees(Table nodes, Table leaves, List<Feature> features, List<String> classes) {
    var sizes = new ArrayList<Integer>();
    nodes.forEachChunk(chunk -> {
      for (int r = 0; r < chunk.rows(); r++) {
        int tree = chunk.ints(nodes.schema().column("tree"))[r];
        while (sizes.size() <= tree) {
          sizes.add(0);
        }
        sizes.set(tree, sizes.get(tree) + 1);
      }
    });
    var trees = sizes.stream().map(Tree::of).toList();
    var byName = new LinkedHashMap<String, Integer>();
    for (int f = 0; f < features.size(); f++) {
      byName.put(features.get(f).column().name(), f);
    }
    nodes.forEachChunk(chunk -> readNodes(chunk, trees, features, byName, classes.size()));
    leaves.forEachChunk(chunk -> readLeaves(chunk, trees, classes));
    return trees;
  }

  private static void readNodes(
      Chunk chunk,
      List<Tree> trees,
      List<Feature> features,
      Map<String, Integer> byName,
      int classes) {
    var schema = chunk.schema();
    var feature = schema.column("feature");
    for (int r = 0; r < chunk.rows(); r++) {
      var tree = trees.get(chunk.ints(schema.column("tree"))[r]);
      int node = chunk.ints(schema.column("node"))[r];
      tree.rows()[node] = chunk.ints(schema.column("rows"))[r];
      tree.feature()[node] = -1;
      if (!chunk.validity(feature).at(r)) {
        tree.values()[node] =
            classes > 0
                ? new double[classes]
                : new double[] {chunk.doubles(schema.column("value"))[r]};
        continue;
      }
      int number = byName.getOrDefault(chunk.text(feature).string(r), -1);
      tree.feature()[node] = number;
      tree.yes()[node] = chunk.ints(schema.column("yes"))[r];
      tree.no()[node] = chunk.ints(schema.column("no"))[r];
      var test = chunk.text(schema.column("test")).string(r);
      tree.category()[node] = !test.equals(AT_MOST);
      tree.cut()[node] =
          switch (test) {
            case AT_MOST -> chunk.doubles(schema.column("cut"))[r];
            case IS_MISSING -> features.get(number).missing();
            case IS_OTHER -> features.get(number).other();
            default ->
                features
                    .get(number)
                    .categories()
                    .indexOf(chunk.text(schema.column("category")).string(r));
          };
    }
  }

  private static void readLeaves(Chunk chunk, List<Tree> trees, List<String> classes) {
    var schema = chunk.schema();
    for (int r = 0; r < chunk.rows(); r++) {
      var tree = trees.get(chunk.ints(schema.column("tree"))[r]);
      int named = classes.indexOf(chunk.text(schema.column("class")).string(r));
      tree.values()[chunk.ints(schema.column("node"))[r]][named] =
          chunk.doubles(schema.column("share"))[r];
    }
  }
}
