import dev.weir.processor.ToolProcessor;
import javax.annotation.processing.Processor;
import org.jspecify.annotations.NullMarked;

/// Writes a plugin from the tools of a module while it is compiled, and fails the build on what is
/// wrong with them. Start reading at [dev.weir.processor.ToolProcessor].
@NullMarked
module dev.weir.processor {
  requires dev.weir.api;
  requires java.compiler;

  provides Processor with
      ToolProcessor;
}
