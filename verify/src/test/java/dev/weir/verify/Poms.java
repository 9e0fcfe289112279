package dev.weir.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// Reads pom files as they are written, before Maven merges them.
final class Poms {
  private Poms() {}

  /// The root pom.
  static Pom root() throws IOException {
    return in(".");
  }

  /// The pom in a folder of the repository.
  static Pom in(String folder) throws IOException {
    Path file = WeirModule.ROOT.resolve(folder, "pom.xml").normalize();
    try {
      Element project =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getDocumentElement();
      return new Pom(file, project);
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /// One pom file.
  ///
  /// @param file where it is
  /// @param project its root element
  record Pom(Path file, Element project) {
    /// The text at a path of element names from the project down.
    Optional<String> text(String... path) {
      Optional<Element> at = Optional.of(project);
      for (String name : path) {
        at = at.flatMap(element -> children(element, name).findFirst());
      }
      return at.map(element -> element.getTextContent().strip());
    }

    List<String> modules() {
      return all("module").map(element -> element.getTextContent().strip()).toList();
    }

    /// All elements of this name, at any depth, in the order of the file.
    Stream<Element> all(String name) {
      NodeList found = project.getElementsByTagName(name);
      return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }
  }

  /// The text of a child element.
  static String child(Element element, String name) {
    return children(element, name)
        .findFirst()
        .map(found -> found.getTextContent().strip())
        .orElseThrow(
            () -> new AssertionError("<" + element.getTagName() + "> has no <" + name + ">"));
  }

  private static Stream<Element> children(Element element, String name) {
    NodeList nodes = element.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeType() == Node.ELEMENT_NODE && node.getNodeName().equals(name))
        .map(Element.class::cast);
  }
}
