package dev.weir.app.cli.request;

import dev.weir.core.Input;

/// A look at an input: what `weir profile` and `weir query` are asked for.
///
/// @param input what is looked at
/// @param settings how
public record Look(Input input, RunSettings settings) {
  /// Refuses two outputs of one name.
  public Look {
    settings.outputs(settings.out());
  }
}
