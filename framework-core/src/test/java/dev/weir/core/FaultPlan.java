package dev.weir.core;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkReader;
import dev.weir.api.ErrorBudget;
import dev.weir.api.ErrorPolicy;
import dev.weir.api.ErrorPolicy.OnError;
import dev.weir.api.PipelineException;
import dev.weir.api.StreamingConfig;
import dev.weir.api.StreamingDataSource;
import dev.weir.api.Table;
import dev.weir.api.Values;
import dev.weir.core.FaultyTools.Seam;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/// A pipeline, rows that its tools fail on, and what else goes wrong when; all from a seed.
final class FaultPlan implements FaultyTools.Script {
  private static final List<String> KINDS =
      List.of("f.sum", "f.hash", "f.lag", "f.map", "f.centre", "f.median", "f.sum");

  private static final List<Seam> SEAMS = List.of(Seam.values());

  /// What is thrown at the n-th call of a seam.
  record Fault(Seam seam, long call, int kind) {}

  final long seed;
  final int rows;
  final List<String> tools = new ArrayList<>();
  final List<Boolean> grouped = new ArrayList<>();
  final List<Fault> faults = new ArrayList<>();
  private ErrorPolicy policy;
  private final Map<Integer, Set<Long>> poison = new HashMap<>();
  private final Map<Integer, Set<Long>> rejects = new HashMap<>();
  private final Map<Seam, AtomicLong> calls = new EnumMap<>(Seam.class);
  private final boolean again;
  private final int threads;
  private final int blockRows;
  private final int chunkBytes;
  private long most = Long.MAX_VALUE;
  private int moody = -1;

  FaultPlan(long seed) {
    this.seed = seed;
    var random = new Random(seed * 7919 + 11);
    rows = 1 + random.nextInt(1500);
    threads = 1 + random.nextInt(3);
    blockRows = 50 + random.nextInt(400);
    chunkBytes = 1024 + random.nextInt(2048);
    again = random.nextInt(8) > 0;
    int steps = 1 + random.nextInt(4);
    for (int s = 0; s < steps; s++) {
      var tool = KINDS.get(random.nextInt(KINDS.size()));
      tools.add(!again && tool.equals("f.centre") ? "f.sum" : tool);
      grouped.add(tool.equals("f.sum") && random.nextInt(3) == 0);
      if (random.nextInt(2) == 0 && !tool.equals("f.median")) {
        var at = new TreeSet<Long>();
        int count = 1 + random.nextInt(random.nextInt(3) == 0 ? 60 : 4);
        for (int i = 0; i < count; i++) {
          at.add((long) random.nextInt(rows));
        }
        poison.put(s, at);
      }
    }
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      var seam = SEAMS.get(random.nextInt(SEAMS.size()));
      long call = 1L + random.nextInt(seam == Seam.AGGREGATE ? 4 : seam == Seam.MERGE ? 8 : 60);
      faults.add(new Fault(seam, call, random.nextInt(5)));
    }
    if (random.nextInt(10) == 0) {
      moody = random.nextInt(steps);
      most = 1L + random.nextInt(blockRows);
    }
    var what = List.of(OnError.FAIL, OnError.SKIP, OnError.PARTIAL).get(random.nextInt(3));
    var budget =
        random.nextInt(4) == 0
            ? new ErrorBudget.Share(random.nextInt(100) / 1000.0 + 0.001)
            : new ErrorBudget.Rows(1 + random.nextInt(200));
    policy = new ErrorPolicy(what, budget, random.nextInt(3));
    reset();
  }

  private void reset() {
    for (var seam : SEAMS) {
      calls.put(seam, new AtomicLong());
    }
  }

  /// The same pipeline without faults, in which the tools reject these rows by themselves.
  FaultPlan knowing(Map<Integer, Set<Long>> rows) {
    var same = new FaultPlan(seed);
    same.poison.clear();
    same.faults.clear();
    same.most = Long.MAX_VALUE;
    same.moody = -1;
    same.rejects.putAll(rows);
    same.policy = ErrorPolicy.STRICT.withBudget(new ErrorBudget.Rows(Long.MAX_VALUE));
    return same;
  }

  /// The same without what happens at a certain call: only rows that tools fail on, whenever they
  /// see them.
  FaultPlan ofRows() {
    var same = new FaultPlan(seed);
    same.faults.clear();
    same.moody = -1;
    return same;
  }

  /// The number of a tool that fails on some rows, if there is one.
  Optional<Integer> poisoned() {
    return poison.keySet().stream().findFirst();
  }

  /// Its rows.
  StreamingDataSource source() {
    return new Source(table(rows), this);
  }

  ErrorPolicy policy() {
    return policy;
  }

  boolean readsAgain() {
    return again;
  }

  boolean fits() {
    return tools.contains("f.centre");
  }

  Pipeline pipeline(int firstRows) {
    var pipeline = Pipeline.from(Input.of("faulty", _ -> new Source(table(firstRows), this)));
    for (int s = 0; s < tools.size(); s++) {
      pipeline = pipeline.step(tools.get(s)).with("number", s).as("s" + s);
      pipeline = grouped.get(s) ? pipeline.by("k") : pipeline;
    }
    return pipeline;
  }

  StreamingConfig config(Path folder) {
    return StreamingConfig.defaults()
        .withSpillDirectory(folder)
        .withMemoryBytes(64 << 20)
        .withThreads(threads)
        .withBlockRows(blockRows)
        .withChunkBytes(chunkBytes)
        .withErrorPolicy(policy);
  }

  private Table table(int count) {
    var random = new Random(seed);
    var x = new double[count];
    var k = new int[count];
    for (int r = 0; r < count; r++) {
      x[r] = random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4);
      k[r] = random.nextInt(4);
    }
    var schema = FaultyTools.SCHEMA;
    return Table.of(schema, List.of(Chunk.of(schema, count, 0, Values.of(x), Values.of(k))));
  }

  @Override
  public void at(Seam seam) {
    long call = calls.get(seam).incrementAndGet();
    for (var fault : faults) {
      if (fault.seam() == seam && fault.call() == call) {
        fail(fault);
      }
    }
  }

  private static void fail(Fault fault) {
    var what = "fault in " + fault.seam() + " at call " + fault.call();
    switch (fault.kind()) {
      case 0 -> throw new IllegalStateException(what);
      case 1 ->
          throw fault.seam() == Seam.READ
              ? PipelineException.data("source.io", what)
              : PipelineException.data("test.data", what);
      case 2 -> throw PipelineException.resource("test.resource", what);
      case 3 -> throw new OutOfMemoryError(what);
      default -> throw new StackOverflowError(what);
    }
  }

  @Override
  public boolean poison(int tool, long position) {
    return poison.getOrDefault(tool, Set.of()).contains(position);
  }

  @Override
  public boolean rejects(int tool, long position) {
    return rejects.getOrDefault(tool, Set.of()).contains(position);
  }

  @Override
  public long most(int tool) {
    return tool == moody ? most : Long.MAX_VALUE;
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + ": "
        + tools
        + " by "
        + grouped
        + ", "
        + rows
        + " rows, blocks of "
        + blockRows
        + ", "
        + threads
        + " threads, "
        + policy
        + ", poison "
        + poison
        + ", faults "
        + faults
        + (again ? "" : ", to be read once")
        + (moody < 0 ? "" : ", s" + moody + " takes " + most + " rows");
  }

  /// A table that fails to be read.
  private static final class Source extends WrappedSource {
    private final FaultPlan plan;

    Source(Table table, FaultPlan plan) {
      super(new TableSource(table));
      this.plan = plan;
    }

    @Override
    public Set<Ability> abilities() {
      return plan.again
          ? Set.of(Ability.REREAD, Ability.STABLE_ORDER, Ability.SEEK)
          : Set.of(Ability.STABLE_ORDER);
    }

    @Override
    public OptionalLong rows() {
      return plan.seed % 2 == 0 ? super.rows() : OptionalLong.empty();
    }

    @Override
    public String fingerprint() {
      return "plan " + plan.seed;
    }

    @Override
    Optional<Chunk> next(Scan scan, ChunkReader reader) {
      plan.at(Seam.READ);
      return super.next(scan, reader);
    }
  }
}
