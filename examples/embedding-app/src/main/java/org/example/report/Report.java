package org.example.report;

import dev.weir.api.PipelineException;
import dev.weir.api.StreamingConfig;
import dev.weir.core.Catalogue;
import dev.weir.core.Pipeline;
import dev.weir.core.RunResult;
import dev.weir.core.StreamingPipelineExecutor;
import dev.weir.domain.cleaning.CleaningTools;
import dev.weir.domain.stats.StatsTools;

/// Mean price and weight of diamonds by cut, and what else its user asks for: `report FILE [TOOL
/// [OPTION=VALUE...]]`.
///
/// Steps that the program knows are typed calls; their domains are required by the module. A step
/// that the user names is found among the domains that are there.
final class Report {
  private Report() {}

  /// Prints the report. Ends with 2 if the request or the data are wrong, and with 1 if anything
  /// else is; the message says what to do.
  public static void main(String[] words) {
    try {
      report(words);
    } catch (PipelineException e) {
      System.err.println("report: " + e.getMessage());
      System.exit(
          switch (e.category()) {
            case USER, DATA -> 2;
            case REFUSED, RESOURCE, CANCELLED, INTERNAL -> 1;
          });
    }
  }

  private static void report(String[] words) {
    if (words.length == 0) {
      throw PipelineException.user("report.file", "name a file with columns cut, carat and price");
    }
    var config = StreamingConfig.defaults().withMemoryBytes(128 * StreamingConfig.MIB);
    var executor = new StreamingPipelineExecutor(Catalogue.discover(), config);
    try (var run = executor.run(pipeline(words))) {
      print(run);
    }
  }

  private static Pipeline pipeline(String[] words) {
    var pipeline =
        Pipeline.from(words[0])
            .step(CleaningTools.filter("x > 0 and y between 1 and 30 and z between 1 and 30"))
            .step(StatsTools.describe().columns("carat", "price"))
            .by("cut")
            .as("describe");
    if (words.length > 1) {
      pipeline = pipeline.step(words[1]).as("asked for");
      for (int i = 2; i < words.length; i++) {
        int equals = words[i].indexOf('=');
        if (equals < 0) {
          throw PipelineException.user(
              "report.option", "'" + words[i] + "' is no option: write OPTION=VALUE");
        }
        pipeline = pipeline.with(words[i].substring(0, equals), words[i].substring(equals + 1));
      }
    }
    return pipeline;
  }

  private static void print(RunResult run) {
    var numbers = run.step("describe").result().table("numbers");
    var cut = numbers.schema().column("cut");
    var column = numbers.schema().column("column");
    var mean = numbers.schema().column("mean");
    numbers.forEachChunk(chunk -> {
      for (int row = 0; row < chunk.rows(); row++) {
        System.out.println(
            chunk.text(cut).string(row)
                + ", mean "
                + chunk.text(column).string(row)
                + ": "
                + chunk.doubles(mean)[row]);
      }
    });
    if (run.steps().size() > 2) {
      System.out.println(run.step("asked for").result().tables().keySet());
    }
    System.out.println(run.rowsRead() + " rows read, " + run.completeness());
  }
}
