package dev.weir.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// JMH's benchmarks in turns within one process, so that what else the machine does meets all of
/// them alike: `benchmarks/run turns executor|ingress [TURNS]`.
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
    if (arguments[0].equals("executor")) {
      executor(turns);
    } else {
      for (var format : List.of("duckdb", "parquet")) {
        ingress(format, "numbers", turns);
        ingress(format, "mixed", turns);
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
