/// The `weir` command: [Main] is the process, [Cli] one invocation of it, and each command a class.
///
/// Start reading at [Cli]. Words become a [dev.weir.app.cli.request.Request], the engine of
/// `dev.weir.core` runs it, `dev.weir.app.cli.output` shows the result. What scripts may rely on is
/// written down in docs/cli.md.
package dev.weir.app.cli;
