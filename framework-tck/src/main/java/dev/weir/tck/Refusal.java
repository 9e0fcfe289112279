package dev.weir.tck;

import dev.weir.api.DomainPlugin;
import dev.weir.api.PipelineException;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a tool says when it cannot be bound, or cannot run: asserts category, code and words.
///
/// ```java
/// Refusal.of(plugin, "stats.describe", example)
///     .with("columns", List.of("pirce"))
///     .is(Category.USER).code("column.unknown").says("did you mean 'price'?");
/// ```
public final class Refusal {
  private final DomainPlugin plugin;
  private final String tool;
  private final Case example;
  private @Nullable PipelineException said;
  private boolean bound;

  Refusal(DomainPlugin plugin, String tool, Case example) {
    this.plugin = plugin;
    this.tool = tool;
    this.example = example;
  }

  /// Of this tool in this case; nothing is called yet.
  public static Refusal of(DomainPlugin plugin, String tool, Case example) {
    return new Refusal(plugin, tool, example);
  }

  /// The same with this option.
  public Refusal with(String option, Object value) {
    var options = new LinkedHashMap<>(example.options());
    options.put(option, value);
    return new Refusal(
        plugin,
        tool,
        new Case(
            example.name(),
            options,
            example.data(),
            example.fitOn(),
            example.scale(),
            example.checker(),
            example.seed()));
  }

  /// What it says: while binding, or if that works, in a run.
  public PipelineException said() {
    var known = said;
    if (known != null) {
      return known;
    }
    try {
      Fold.of(plugin, tool, example);
      bound = true;
      new EngineRun(plugin, tool, example, null).run(EngineRun.grid(1 << 20, 1 << 20));
    } catch (PipelineException e) {
      said = e;
      return e;
    }
    throw broken("they were accepted", null);
  }

  /// Of this category.
  public Refusal is(PipelineException.Category category) {
    return check(said().category() == category, "the category " + category);
  }

  /// With this code.
  public Refusal code(String code) {
    return check(said().code().equals(code), "the code " + code);
  }

  /// Its message holds these words, case ignored.
  public Refusal says(String words) {
    return check(
        said().getMessage().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)),
        "the words '" + words + "'");
  }

  /// Said while binding, before any row is read.
  public Refusal whileBinding() {
    said();
    return check(!bound, "a refusal while binding");
  }

  private Refusal check(boolean kept, String expected) {
    var e = said();
    if (!kept) {
      throw broken(
          "expected "
              + expected
              + ", was"
              + (bound ? ", in a run, " : " ")
              + e.category()
              + " "
              + e.code()
              + ": "
              + e.getMessage(),
          e);
    }
    return this;
  }

  private LawBroken broken(String what, @Nullable Throwable cause) {
    return new LawBroken(
        Law.REFUSAL, tool, example.name(), "options " + example.options() + ": " + what, cause);
  }
}
