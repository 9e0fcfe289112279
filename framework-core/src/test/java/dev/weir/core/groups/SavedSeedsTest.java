package dev.weir.core.groups;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.MultiPass;
import dev.weir.api.PipelineResult;
import dev.weir.api.Schema;
import dev.weir.api.StateCodec;
import dev.weir.api.Type;
import dev.weir.core.memory.MemoryLedger;
import dev.weir.core.run.Bytes;
import dev.weir.core.spill.SpillSpace;
import dev.weir.core.spill.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What groups take to the next pass is counted when it is read from a checkpoint, as it was
/// before.
final class SavedSeedsTest {
  private static final int GROUPS = 500;
  private static final List<Column> KEY =
      Schema.of(Schema.Field.of("k", Type.TEXT)).columns().toList();

  @TempDir private Path folder;

  private record Twice() implements MultiPass<double[]> {
    @Override
    public double[] newState(ChunkProcessingContext context) {
      return new double[8];
    }

    @Override
    public double[] newState(double[] seed, ChunkProcessingContext context) {
      return seed.clone();
    }

    @Override
    public void processChunk(Chunk chunk, double[] state, ChunkProcessingContext context) {}

    @Override
    public Optional<double[]> nextPass(double[] whole) {
      return Optional.of(whole);
    }

    @Override
    public PipelineResult aggregateChunkResults(double[] state, ChunkProcessingContext context) {
      return PipelineResult.EMPTY;
    }

    @Override
    public StateCodec<double[]> stateCodec() {
      return StateCodec.of(1, (s, out) -> out.reals(s), StateCodec.In::reals, s -> 8L * s.length);
    }
  }

  private final GroupsCodec<double[]> codec = new GroupsCodec<>(new Twice(), KEY);

  private static Groups<double[]> seeds() {
    var groups = new Groups<double[]>(KEY, null, null);
    for (int g = 0; g < GROUPS; g++) {
      var key = ("group " + g).getBytes(StandardCharsets.UTF_8);
      groups.put(groups.index.of(key, 0, key.length), new double[] {g, 1, 2, 3, 4, 5, 6, 7});
      groups.grown(64);
    }
    return groups;
  }

  private Workspace workspace(long bytes) {
    return new Workspace(new MemoryLedger(bytes), new SpillSpace(folder, 1 << 24));
  }

  @Test
  void inMemoryIfTheyFit() {
    try (var workspace = workspace(64 << 20)) {
      var read = Bytes.state(codec, Bytes.of(codec, seeds()), workspace);
      assertNotNull(read.held);
      assertEquals(read.bytes(), workspace.ledger().status().reserved());
      var next = new Groups<>(KEY, read, null);
      next.forgetSeed();
      assertEquals(0, workspace.ledger().status().reserved());
    }
  }

  @Test
  void onTheDiskIfTheyDoNot() {
    try (var workspace = workspace(256 << 10)) {
      var read = Bytes.state(codec, Bytes.of(codec, seeds()), workspace);
      assertNull(read.held);
      assertNotNull(read.stored);
      int count = 0;
      try (var cursor = read.stored.open()) {
        for (; cursor.here(); cursor.advance()) {
          var state = Bytes.state(new Twice().stateCodec(), cursor.seed().state(), workspace);
          assertArrayEquals(
              new double[] {1, 2, 3, 4, 5, 6, 7}, java.util.Arrays.copyOfRange(state, 1, 8));
          count++;
        }
      }
      assertEquals(GROUPS, count);
    }
  }

  @Test
  void onceForThePassAndTheStepTogether() {
    try (var workspace = workspace(64 << 20)) {
      var own = Bytes.state(codec, Bytes.of(codec, seeds()), workspace);
      var within = new Groups<>(KEY, seeds(), null);
      var bytes = Bytes.of(codec, within);
      var read = Bytes.state(codec, bytes, workspace);
      read.beginsWith(own);
      assertSame(own, read.seed);
      read.forgetSeed();
      assertNotNull(own.held);
      assertEquals(0, own.held.held());
    }
  }
}
