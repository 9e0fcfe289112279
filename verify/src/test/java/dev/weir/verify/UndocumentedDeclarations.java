package dev.weir.verify;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Finds public and protected declarations without a comment. Left out: overriding methods, the
/// parts of a record that its header declares, and constructors without parameters.
final class UndocumentedDeclarations {
  private final DocTrees trees;
  private final CompilationUnitTree file;
  private final List<String> found = new ArrayList<>();

  private UndocumentedDeclarations(DocTrees trees, CompilationUnitTree file) {
    this.trees = trees;
    this.file = file;
  }

  /// One line, `File.java:12 name`, for each such declaration in these files.
  static List<String> in(List<Path> files) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      return find(manager.getJavaFileObjectsFromPaths(files));
    }
  }

  /// The same for one file that is only text.
  static List<String> inSource(String name, String source) {
    return find(
        List.of(
            new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
              @Override
              public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
              }
            }));
  }

  private static List<String> find(Iterable<? extends JavaFileObject> files) {
    if (!files.iterator().hasNext()) {
      return List.of();
    }
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of(), null, files);
    DocTrees trees = DocTrees.instance(task);
    List<String> found = new ArrayList<>();
    try {
      for (CompilationUnitTree file : task.parse()) {
        var scan = new UndocumentedDeclarations(trees, file);
        TreePath top = new TreePath(file);
        file.getTypeDecls().forEach(type -> scan.look(new TreePath(top, type)));
        found.addAll(scan.found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private void look(TreePath path) {
    switch (path.getLeaf()) {
      case ClassTree type when isVisible(path, type.getModifiers()) -> {
        note(path, type.getSimpleName());
        type.getMembers().forEach(member -> look(new TreePath(path, member)));
      }
      case MethodTree method when isVisible(path, method.getModifiers()) -> {
        if (!overrides(method) && !speaksForItself(method)) {
          note(path, method.getName());
        }
      }
      case VariableTree field when isVisible(path, field.getModifiers()) ->
          note(path, field.getName());
      default -> {}
    }
  }

  /// Members of interfaces are public without saying so; the fields of a record are private without
  /// saying so.
  private static boolean isVisible(TreePath path, ModifiersTree modifiers) {
    Set<Modifier> flags = modifiers.getFlags();
    boolean inInterface =
        switch (path.getParentPath().getLeaf().getKind()) {
          case INTERFACE, ANNOTATION_TYPE -> true;
          default -> false;
        };
    return flags.contains(Modifier.PUBLIC)
        || flags.contains(Modifier.PROTECTED)
        || (inInterface && !flags.contains(Modifier.PRIVATE));
  }

  private static boolean overrides(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  /// A constructor without parameters, or the compact one of a record: its parameters stand in the
  /// header above it.
  private boolean speaksForItself(MethodTree method) {
    if (!method.getName().contentEquals("<init>")) {
      return false;
    }
    return method.getParameters().isEmpty()
        || startOf(method.getParameters().getFirst()) < startOf(method);
  }

  private long startOf(Tree tree) {
    return trees.getSourcePositions().getStartPosition(file, tree);
  }

  private void note(TreePath path, Name name) {
    if (trees.getDocComment(path) == null) {
      long start = startOf(path.getLeaf());
      String fileName = Path.of(file.getSourceFile().getName()).getFileName().toString();
      found.add(fileName + ":" + file.getLineMap().getLineNumber(start) + " " + name);
    }
  }
}
