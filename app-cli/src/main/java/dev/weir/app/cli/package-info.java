/// The `weir` command.
package dev.weir.app.cli;
