package dev.weir.app.cli;

import dev.weir.api.PipelineException;
import dev.weir.app.cli.output.Numbers;
import dev.weir.app.cli.output.PlainText;
import dev.weir.app.cli.request.CachePlace;
import dev.weir.core.CacheSettings;
import dev.weir.core.ResultCache;
import java.util.List;

/// `weir cache [info | clear]`.
final class CacheCommand {
  private final Screen screen;

  CacheCommand(Screen screen) {
    this.screen = screen;
  }

  int run(List<String> words) {
    var folder = CachePlace.folder(screen.environment());
    var word = words.isEmpty() ? "info" : words.getFirst();
    if (words.size() > 1 || !List.of("info", "clear").contains(word)) {
      throw PipelineException.user(
          "words.cache",
          "weir cache takes one word, `info` or `clear`, not '" + String.join(" ", words) + "'");
    }
    if (folder.isEmpty()) {
      screen.out().println("no cache: WEIR_CACHE is off, or there is no home folder");
      return ExitCode.COMPLETE;
    }
    var cache =
        new ResultCache(CacheSettings.defaults().withMemoryBytes(0).withFolder(folder.get()));
    var size = cache.size();
    if (word.equals("clear")) {
      cache.clear();
    }
    screen
        .out()
        .println(
            PlainText.escaped(folder.get().toString())
                + ": "
                + Numbers.count(size.entries(), "result")
                + ", "
                + Numbers.bytes(size.bytes())
                + (word.equals("clear") ? ", removed" : ""));
    return ExitCode.COMPLETE;
  }
}
