package dev.weir.app.cli;

import dev.weir.api.PipelineException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Standard output that does not lose anything in silence: a reader that went away ends the program
/// quietly ([Closed]), any other failure is an error. A plain PrintStream swallows both.
final class StandardOutput extends OutputStream {
  /// The reader went away, as in `weir … | head -1`.
  static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final int BUFFER = 1 << 16;

  private final OutputStream to;
  private final boolean pipe;

  /// @param pipe whether a reader may go away
  StandardOutput(OutputStream to, boolean pipe) {
    this.to = to;
    this.pipe = pipe;
  }

  /// The process's standard output, buffered, in UTF-8.
  static PrintStream open() {
    var guarded =
        new StandardOutput(
            new FileOutputStream(FileDescriptor.out), target(1).matches("(pipe|socket):.*"));
    return new PrintStream(
        new java.io.BufferedOutputStream(guarded, BUFFER), false, StandardCharsets.UTF_8);
  }

  /// The process's standard error, in UTF-8.
  static PrintStream openError() {
    return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
  }

  /// True if people see what is written to this descriptor, 1 or 2.
  @SuppressWarnings("SystemConsoleNull") // since Java 25 it is null again without a terminal
  static boolean isTerminal(int descriptor) {
    var target = target(descriptor);
    if (target.isEmpty()) {
      // No /proc. The console says whether input and output are both terminals: near enough.
      var console = System.console();
      return console != null && console.isTerminal();
    }
    return target.startsWith("/dev/pts/")
        || target.startsWith("/dev/tty")
        || target.equals("/dev/console");
  }

  /// What a descriptor is, as Linux tells; empty elsewhere.
  private static String target(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      to.write(bytes, offset, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void flush() {
    try {
      to.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private RuntimeException failure(IOException e) {
    var reason = String.valueOf(e.getMessage());
    if (pipe || reason.toLowerCase(Locale.ROOT).contains("pipe")) {
      return new Closed();
    }
    return new PipelineException(
        PipelineException.Category.RESOURCE,
        "stdout.write",
        "cannot write to standard output: " + reason + "; free space, or use --json FILE",
        e);
  }
}
