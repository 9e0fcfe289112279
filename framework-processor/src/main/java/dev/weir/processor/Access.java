package dev.weir.processor;

import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/// Who can see a class.
final class Access {
  private Access() {}

  /// True if the class and those around it are public.
  static boolean isPublic(TypeElement type) {
    return Stream.<Element>iterate(type, Element::getEnclosingElement)
        .takeWhile(element -> element.getKind() != ElementKind.PACKAGE)
        .allMatch(element -> element.getModifiers().contains(Modifier.PUBLIC));
  }
}
