package dev.weir.benchmarks;

import dev.weir.api.StreamingConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import jdk.jfr.Recording;

/// JMH's benchmarks in turns within one process, so that what else the machine does meets all of
/// them alike: `benchmarks/run turns executor|ingress|describe|watching|samples [TURNS]`.
final class Turns {
  private final String name;
  private final Runnable work;
  private final double[] seconds;

  private Turns(String name, int turns, Runnable work) {
    this.name = name;
    this.work = work;
    this.seconds = new double[turns];
  }

  /// Prints tables.
  ///
  /// @param arguments which suite, and how many turns
  public static void main(String[] arguments) throws IOException, SQLException {
    int turns = Integer.parseInt(arguments[1]);
    switch (arguments[0]) {
      case "executor" -> executor(turns);
      case "describe" -> describe(turns);
      case "watching" -> watching(turns);
      case "samples" -> Watched.print(turns);
      default -> {
        for (var format : List.of("duckdb", "parquet")) {
          ingress(format, "numbers", turns);
          ingress(format, "mixed", turns);
        }
      }
    }
  }

  private static void executor(int turns) {
    var suite = new ExecutorBenchmark();
    var sink = new double[1];
    print(
        "256 Mi rows",
        take(
            List.of(
                new Turns("bare loop", turns, () -> sink[0] += suite.bareLoop()),
                new Turns("one thread", turns, suite::oneThread),
                new Turns("one thread, two analyses", turns, suite::oneThreadTwoAnalyses),
                new Turns("one thread, 4096 rows", turns, suite::shortRun))));
  }

  private static void describe(int turns) {
    var suite = new DescribeBenchmark();
    var sink = new double[1];
    print(
        "stats.describe, " + DescribeBenchmark.ROWS + " rows",
        take(
            List.of(
                new Turns("its kernels in a bare loop", turns, () -> sink[0] += suite.kernels()),
                new Turns("one thread", turns, suite::oneThread))));
  }

  /// What is kept and told of beside, over a file; checkpoints ten times as often as by default.
  private static void watching(int turns) throws IOException, SQLException {
    var suite = new DescribeFileBenchmark();
    suite.rows = 50_000_000;
    suite.write();
    var plain = StreamingConfig.defaults();
    var timed =
        take(
            List.of(
                new Turns("plain", turns, () -> suite.run(plain)),
                new Turns("plain again", turns, () -> suite.run(plain)),
                new Turns("checkpoints every second", turns, () -> withCheckpoints(suite, plain)),
                new Turns(
                    "early results every 2 s",
                    turns,
                    () -> suite.run(plain.withSnapshotEvery(Duration.ofSeconds(2)))),
                new Turns("flight events", turns, () -> recorded(() -> suite.run(plain)))));
    print("stats.describe, 50 million rows of Parquet", timed);
    suite.delete();
  }

  private static void withCheckpoints(DescribeFileBenchmark suite, StreamingConfig plain) {
    try {
      var folder = Files.createTempDirectory("weir-checkpoints");
      suite.run(plain.withCheckpoints(folder, Duration.ofSeconds(1)));
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void recorded(Runnable work) {
    try (var recording = new Recording()) {
      Watched.events(recording);
      recording.start();
      work.run();
      recording.stop();
    }
  }

  private static void ingress(String format, String columns, int turns)
      throws IOException, SQLException {
    var suites = new ArrayList<IngressBenchmark>();
    var timed = new ArrayList<Turns>();
    for (var api : List.of("jdbc", "native")) {
      var suite = new IngressBenchmark();
      suite.format = format;
      suite.columns = columns;
      suite.api = api;
      suite.open();
      suites.add(suite);
      timed.add(new Turns(api, turns, suite::read));
    }
    print(format + ", " + columns + ", " + IngressBenchmark.ROWS + " rows", take(timed));
    for (var suite : suites) {
      suite.delete();
    }
  }

  private static List<Turns> take(List<Turns> timed) {
    for (int turn = 0; turn < timed.getFirst().seconds.length; turn++) {
      for (var each : timed) {
        long begin = System.nanoTime();
        each.work.run();
        each.seconds[turn] = (System.nanoTime() - begin) / 1e9;
      }
    }
    return timed;
  }

  /// Of the turns after the first quarter, in which code is compiled.
  private double quantile(double part) {
    var counted = Arrays.copyOfRange(seconds, seconds.length / 4, seconds.length);
    Arrays.sort(counted);
    return counted[(int) (part * (counted.length - 1))];
  }

  private static void print(String title, List<Turns> timed) {
    double first = timed.getFirst().quantile(0.5);
    System.out.printf(
        Locale.ROOT,
        "%n| %s | seconds, median | quartiles | to the first |%n|---|---:|---:|---:|%n",
        title);
    for (var each : timed) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.4f | %.4f to %.4f | %.3f |%n",
          each.name,
          each.quantile(0.5),
          each.quantile(0.25),
          each.quantile(0.75),
          each.quantile(0.5) / first);
    }
  }
}
