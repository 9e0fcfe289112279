package dev.weir.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.api.StreamingConfig;
import dev.weir.api.Table;
import dev.weir.api.Type;
import dev.weir.core.Catalogue;
import dev.weir.core.Pipeline;
import dev.weir.core.StreamingPipelineExecutor;
import dev.weir.examples.Composed;
import dev.weir.tck.Tables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tools of several fields in one pipeline: the examples' pipeline files, the same words on the
/// command line and the same calls from Java give the same tables, cell by cell.
final class CompositionTest {
  private static final Path EXAMPLES = WeirModule.ROOT.resolve("examples");
  private static final String DATA = EXAMPLES.resolve("data").toString();

  @TempDir static Path folder;
  private static Weir weir;

  @BeforeAll
  static void start() throws Exception {
    weir = new Weir(folder);
  }

  private static JsonResult json(String... words) throws Exception {
    var all = new ArrayList<>(List.of("run"));
    all.addAll(Arrays.asList(words));
    all.addAll(List.of("--json", "-", "--quiet"));
    var ended = weir.run(all.toArray(String[]::new));
    assertEquals(0, ended.code(), ended::err);
    return JsonResult.of(ended.out());
  }

  private static JsonResult same(String name, Pipeline java, String... words) throws Exception {
    var fromFile = json(EXAMPLES.resolve(name + ".yaml").toString());
    assertEquals("complete", fromFile.at("status"));
    var fromWords = json(words);
    for (var part : List.of("status", "rows", "steps", "tables", "values", "exactness")) {
      assertEquals(fromFile.at(part), fromWords.at(part), part);
    }
    try (var run =
        new StreamingPipelineExecutor(Catalogue.discover(), StreamingConfig.defaults()).run(java)) {
      for (var step : run.steps()) {
        for (var table : step.result().tables().entrySet()) {
          var place = step.step() + "." + table.getKey();
          assertEquals(fromFile.table(place), rows(table.getValue()), place);
        }
      }
    }
    return fromFile;
  }

  /// The rows of a table as JSON has them.
  private static List<Map<String, Object>> rows(Table table) {
    var rows = new ArrayList<Map<String, Object>>();
    for (long r = 0; r < table.rows().orElseThrow(); r++) {
      rows.add(new java.util.LinkedHashMap<>());
    }
    for (var field : table.schema().fields()) {
      var cells = Tables.column(table, field.name());
      for (int r = 0; r < cells.size(); r++) {
        rows.get(r).put(field.name(), json(field.type(), cells.get(r)));
      }
    }
    return rows;
  }

  private static @Nullable Object json(Type type, @Nullable Object cell) {
    return switch (cell) {
      case Long days when type == Type.DATE -> LocalDate.ofEpochDay(days).toString();
      case Long whole when whole == whole.intValue() -> whole.intValue();
      case Double real when real.isNaN() || real.isInfinite() -> real.toString();
      case null, default -> cell;
    };
  }

  @Test
  void clusteredThenDescribedByCluster() throws Exception {
    var result =
        same(
            "clusters",
            Composed.clusters(DATA),
            words(
                DATA
                    + "/diamonds.csv.gz cleaning.filter --where|x > 0 and y between 1 and 30 and z between 1 and 30|"
                    + "then ml.kmeans --k 4 --features carat,price,depth,table --standardize "
                    + "then stats.describe --columns carat,price,depth,table --by cluster"));
    int counted = 0;
    for (var row : result.table("stats.describe.numbers")) {
      counted += row.get("column").equals("price") ? (Integer) row.get("count") : 0;
    }
    assertEquals(53_917, counted);
  }

  @Test
  void textToFeaturesToClusters() throws Exception {
    var result =
        same(
            "novels",
            Composed.novels(DATA),
            words(
                DATA
                    + "/novels.csv.gz text.hashing-vectorizer --column text --analyzer english --features 128 --prefix term "
                    + "then ml.kmeans --k 4 --starts 20 then stats.frequencies --columns novel,cluster"));
    assertEquals(128, result.number("values", "stats.frequencies.counted"));
  }

  @Test
  void rolledThenDrawdownsAndVolatilityByTicker() throws Exception {
    var result =
        same(
            "prices",
            Composed.prices(DATA),
            words(
                DATA
                    + "/prices.csv.gz timeseries.rolling --columns close --statistics mean --rows 5 --time day --by ticker "
                    + "then finance.max-drawdown --column close --time day --by ticker "
                    + "then finance.garch --column close --returns log --time day --by ticker "
                    + "then finance.drawdowns --column close_mean_5 --time day --min-depth 0.2 --by ticker"));
    assertEquals(3, result.table("finance.max-drawdown.drawdown").size());
    assertEquals(12, result.table("finance.garch.coefficients").size());
  }

  @Test
  void pointsJoinedThenCountedByArea() throws Exception {
    var result =
        same(
            "storms",
            Composed.storms(DATA),
            words(
                DATA
                    + "/storms.csv.gz geo.spatial-join --x long --y lat --areas "
                    + DATA
                    + "/basins.csv --areas-geometry outline --keep basin --how left "
                    + "then stats.frequencies --columns basin,status then stats.describe --columns wind --by basin"));
    assertEquals(20_778, result.number("values", "stats.frequencies.counted"));
  }

  /// Smile's own modules say nothing of what they need, so this shows that the bundle has it.
  @Test
  void aForestFromTheBundle() throws Exception {
    var ended =
        weir.run(
            words(
                "run "
                    + DATA
                    + "/diamonds.csv.gz ml.random-forest --target cut --features carat,price,depth,table --trees 3 "
                    + "then stats.frequencies --columns cut,prediction --json -"));
    assertEquals(0, ended.code(), ended::err);
    assertEquals("", ended.err());
    var result = JsonResult.of(ended.out());
    assertEquals(53_940, result.number("values", "stats.frequencies.counted"));
  }

  /// Words parted by blanks; what stands between bars is one word.
  private static String[] words(String line) {
    var words = new ArrayList<String>();
    var parts = line.split("\\|", -1);
    for (int p = 0; p < parts.length; p++) {
      words.addAll(p % 2 == 1 ? List.of(parts[p]) : List.of(parts[p].strip().split(" ")));
    }
    return words.toArray(String[]::new);
  }
}
