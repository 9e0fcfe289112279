package dev.weir.app.cli;

import dev.weir.api.NearestNames;
import dev.weir.api.PipelineException;
import dev.weir.app.cli.output.PlainText;
import dev.weir.app.cli.request.PluginsPlace;
import dev.weir.app.cli.request.RequestParser;
import dev.weir.core.Catalogue;
import dev.weir.core.plugins.PluginFolder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One invocation of the command: finds the command, runs it, and turns every error into one line
/// and an exit code.
final class Cli {
  private final Function<Optional<PluginFolder>, Catalogue> discover;
  private final Screen screen;
  private final Interruption interruption;

  /// @param discover finds the tools and sources, given the plugins folder; asked at most once, and
  ///   only by commands that need them
  /// @param interruption ends a run from outside
  Cli(
      Function<Optional<PluginFolder>, Catalogue> discover,
      Screen screen,
      Interruption interruption) {
    this.discover = discover;
    this.screen = screen;
    this.interruption = interruption;
  }

  /// Runs the command that the words ask for; never throws.
  int run(String... args) {
    boolean debug = Arrays.asList(args).contains("--debug");
    int code;
    try {
      code = dispatch(List.of(args));
    } catch (StandardOutput.Closed e) {
      return ExitCode.COMPLETE;
    } catch (Throwable e) {
      if (interruption.cancellation().isCancelled() && !(e instanceof PipelineException)) {
        screen.err().println("weir: interrupted");
        return ExitCode.INTERRUPTED;
      }
      code = Failure.report(e, screen.err(), debug);
    }
    return flushed(code, debug);
  }

  /// What was printed before an error is shown too; it may turn out here that it cannot be.
  private int flushed(int code, boolean debug) {
    try {
      screen.out().flush();
      return code;
    } catch (StandardOutput.Closed e) {
      return code;
    } catch (PipelineException e) {
      return code == ExitCode.COMPLETE ? Failure.report(e, screen.err(), debug) : code;
    }
  }

  private int dispatch(List<String> all) {
    if (!all.isEmpty() && List.of("version", "--version", "-V").contains(all.getFirst())) {
      return version();
    }
    var args = new ArrayList<>(all);
    boolean completes = !args.isEmpty() && args.getFirst().equals("completion");
    var folder = PluginsPlace.take(completes ? new ArrayList<>() : args, screen.environment());
    var discovery = once(() -> discover.apply(folder));
    if (args.isEmpty()) {
      return new HelpCommand(discovery, screen).run(List.of());
    }
    var words = args.subList(1, args.size());
    return switch (args.getFirst()) {
      case "tools" -> new ToolsCommand(discovery, screen).run(words);
      case "help", "--help", "-h" -> new HelpCommand(discovery, screen).run(words);
      case "run" -> new RunCommand(discovery.get(), screen, interruption).run(words);
      case "resume" -> new RunCommand(discovery.get(), screen, interruption).resume(words);
      case "explain" -> new ExplainCommand(discovery.get(), screen).run(words);
      case "profile" -> new ProfileCommand(discovery.get(), screen, interruption).run(words);
      case "cache" -> cache(words, discovery);
      case "plugin" -> new PluginCommand(discovery, folder, screen).run(words);
      case "doctor" -> new DoctorCommand(discovery, screen).run(words);
      case "completion" -> new CompletionCommand(discovery, screen).run(words);
      case "query" -> new QueryCommand(discovery.get(), screen, interruption).run(words);
      default -> throw unknown(args.getFirst());
    };
  }

  private static Supplier<Catalogue> once(Supplier<Catalogue> discovery) {
    var found = new AtomicReference<@Nullable Catalogue>();
    return () -> {
      var catalogue = found.get();
      if (catalogue == null) {
        catalogue = discovery.get();
        found.set(catalogue);
      }
      return catalogue;
    };
  }

  private int cache(List<String> words, Supplier<Catalogue> discovery) {
    return words.contains("--help")
        ? new CommandHelp(discovery, screen).command("cache")
        : new CacheCommand(screen).run(words);
  }

  private int version() {
    var version =
        Cli.class.getModule().getDescriptor() == null
            ? "development"
            : Cli.class.getModule().getDescriptor().rawVersion().orElse("development");
    screen.out().println("weir " + version + " (Java " + Runtime.version().feature() + ")");
    return ExitCode.COMPLETE;
  }

  private static PipelineException unknown(String word) {
    if (RequestParser.looksLikeFile(word)) {
      return PipelineException.user(
          "command.unknown",
          "'" + word + "' is no command; a first look at a file is: weir profile " + word);
    }
    return PipelineException.user(
        "command.unknown",
        "no command '"
            + word
            + "'"
            + NearestNames.hint(word, CommandHelp.NAMES)
            + "; `weir help` says more");
  }

  /// Prints a warning on standard error.
  static void warn(Screen screen, String warning) {
    screen.err().println("weir: warning: " + PlainText.line(warning));
  }
}
