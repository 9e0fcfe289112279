package dev.weir.core.run;

import dev.weir.api.StateCodec;
import dev.weir.core.checkpoint.FrameInput;
import dev.weir.core.checkpoint.FrameOutput;
import dev.weir.core.keys.HashKeyTable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Saves where a scan stands, so that a later process can go on from there. Called by the thread
/// that reads.
public interface Saving {
  /// Saves nothing.
  Saving NONE =
      new Saving() {
        @Override
        public boolean due() {
          return false;
        }

        @Override
        public void save(Consumer<FrameOutput> scan) {}

        @Override
        public void resume(HashKeyTable.Maker tables, BiConsumer<FrameInput, StateCodec.In> scan) {}
      };

  /// True if it is time.
  boolean due();

  /// Saves the run.
  ///
  /// @param scan writes where the scan at hand stands
  void save(Consumer<FrameOutput> scan);

  /// Gives where the scan that begins now stood when it was saved, if it was.
  ///
  /// @param tables makes its key tables
  /// @param scan reads it, as a stream and through it as values
  void resume(HashKeyTable.Maker tables, BiConsumer<FrameInput, StateCodec.In> scan);
}
