package dev.weir.core;

import dev.weir.api.Completeness;
import dev.weir.api.PipelineException;
import dev.weir.api.SourceContent;
import dev.weir.api.SourceLimits;
import dev.weir.api.StreamingConfig;
import dev.weir.core.cache.Entry;
import dev.weir.core.spill.DamagedFrameException;
import dev.weir.core.spill.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// A run as the cache sees it: found by what was asked for, valid as long as the content of its
/// inputs is the same. Used by one thread.
final class CachedRun {
  private final ResultCache cache;
  private final String key;
  private final List<SourceContent> inputs;
  private List<String> fingerprints = List.of();
  private final List<String> files;

  private CachedRun(ResultCache cache, String key, List<SourceContent> inputs) {
    this.cache = cache;
    this.key = key;
    this.inputs = inputs;
    this.files = state();
  }

  /// The run, if its result may be kept: it writes nothing, and all its inputs can say what they
  /// contain.
  static Optional<CachedRun> of(
      ResultCache cache, Catalogue catalogue, Pipeline pipeline, StreamingConfig config) {
    if (pipeline.out().isPresent() || pipeline.rejects().isPresent()) {
      return Optional.empty();
    }
    var limits =
        new SourceLimits(
            config.memoryBytes() / 2,
            config.threads(),
            config.diskBytes(),
            config.spillDirectory());
    var inputs = new ArrayList<SourceContent>();
    var all = new ArrayList<Input>();
    all.add(pipeline.input());
    pipeline.steps().forEach(step -> step.fitOn().ifPresent(all::add));
    for (var input : all) {
      Optional<SourceContent> content;
      try {
        content = input.content(catalogue, limits);
      } catch (PipelineException e) {
        // The run meets the same when it opens its inputs, and says which of them it was.
        return Optional.empty();
      }
      if (content.isEmpty()) {
        return Optional.empty();
      }
      inputs.add(content.get());
    }
    var key = CacheParts.add(cache.key("run"), config);
    pipeline.input().addTo(key);
    pipeline.steps().forEach(step -> CacheParts.add(key, catalogue, step));
    return key.isComplete()
        ? Optional.of(new CachedRun(cache, key.digest(), inputs))
        : Optional.empty();
  }

  /// Files that are read.
  List<Path> files() {
    return inputs.stream().flatMap(input -> input.files().stream()).toList();
  }

  /// The result, if there is one of the same content. Nothing is read where there is no entry.
  ///
  /// @param nanos the time
  Optional<RunResult> find(LongSupplier nanos) {
    long begin = nanos.getAsLong();
    var found = cache.find(key);
    var result = found.isEmpty() ? Optional.<RunResult>empty() : read(found.get(), begin, nanos);
    if (result.isPresent()) {
      cache.hit();
    } else {
      cache.miss();
    }
    return result;
  }

  private Optional<RunResult> read(Entry entry, long begin, LongSupplier nanos) {
    fingerprints = inputs.stream().map(input -> input.fingerprint().get()).toList();
    if (!entry.fingerprints().equals(fingerprints)) {
      return Optional.empty();
    }
    try {
      var use = new RunResult.CacheUse(true, Optional.of(entry.made()), 0);
      var result =
          RunResultCodec.read(
              entry.body(),
              Workspace.uncounted(),
              () -> RunResult.Metrics.ofCache(use, (nanos.getAsLong() - begin) / 1e9));
      return Optional.of(result);
    } catch (DamagedFrameException e) {
      cache.damaged(key);
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The main input's fingerprint, if it is known by now.
  Optional<String> fingerprint() {
    return fingerprints.stream().findFirst();
  }

  /// Size and time of each file: what changes while it is read is noticed here, so that no result
  /// is kept under the name of other content.
  private List<String> state() {
    var state = new ArrayList<String>();
    for (var file : files()) {
      try {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        state.add(
            file
                + " "
                + attributes.size()
                + " "
                + attributes.lastModifiedTime()
                + " "
                + attributes.fileKey());
      } catch (IOException e) {
        state.add(file + " " + e + " " + System.identityHashCode(e));
      }
    }
    return state;
  }

  /// Keeps a result that is complete, if its files stayed as they were.
  void keep(RunResult result, PipelineRun run) {
    if (result.completeness() != Completeness.COMPLETE || !state().equals(files)) {
      return;
    }
    var fingerprint = run.fingerprint();
    if (fingerprint.isEmpty()) {
      return;
    }
    var contents = new ArrayList<String>();
    contents.add(fingerprint.get());
    inputs.stream().skip(1).forEach(input -> contents.add(input.fingerprint().get()));
    cache.keep(key, contents, out -> RunResultCodec.write(result, out));
  }
}
