package dev.weir.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/// Says what is wrong, at the line where it is: where, what, and what to do.
final class Problems {
  private final Messager messager;

  Problems(Messager messager) {
    this.messager = messager;
  }

  /// An error about a tool, an option or a module.
  void report(String where, Wrong wrong) {
    report(wrong.at(), where + ": " + wrong.getMessage());
  }

  void report(Element at, String message) {
    messager.printMessage(Diagnostic.Kind.ERROR, message, at);
  }
}
