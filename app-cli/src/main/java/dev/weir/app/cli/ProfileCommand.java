package dev.weir.app.cli;

import dev.weir.app.cli.output.ProfileText;
import dev.weir.app.cli.request.RequestParser;
import dev.weir.core.Catalogue;
import dev.weir.core.Pipeline;
import java.util.List;

/// `weir profile FILE`: one run of `stats.describe` over all columns.
final class ProfileCommand {
  private static final String TOOL = "stats.describe";

  private static final int MOST_FREQUENT = 5;

  private final Catalogue catalogue;
  private final Screen screen;
  private final Interruption interruption;

  ProfileCommand(Catalogue catalogue, Screen screen, Interruption interruption) {
    this.catalogue = catalogue;
    this.screen = screen;
    this.interruption = interruption;
  }

  int run(List<String> words) {
    var asked = new RequestParser(catalogue, screen.environment()).profile(words);
    if (asked.isEmpty()) {
      return new CommandHelp(() -> catalogue, screen).command("profile");
    }
    catalogue.tool(TOOL);
    var input = asked.get().input();
    var look = Pipeline.from(input).step(TOOL).with("top", MOST_FREQUENT);
    var rejects = asked.get().settings().rejects();
    // What the tool warns of is part of the picture here, not an aside.
    return new RunCommand(catalogue, screen, interruption)
        .run(
            rejects.isPresent() ? look.rejectTo(rejects.get()) : look,
            asked.get().settings(),
            report -> new ProfileText(screen.out(), screen.width()).print(input.location(), report),
            false);
  }
}
