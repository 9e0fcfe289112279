package dev.weir.domain.geo;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.index.ItemVisitor;

/// Areas that a search in the tree found. Used by one thread.
final class Candidates implements ItemVisitor {
  private @Nullable Area[] areas = new @Nullable Area[8];
  private int count;

  void clear() {
    count = 0;
  }

  @Override
  public void visitItem(Object item) {
    if (count == areas.length) {
      areas = Arrays.copyOf(areas, 2 * count);
    }
    areas[count++] = (Area) item;
  }

  /// Brings them into the order of the areas' input.
  void sort() {
    if (count > 1) {
      Arrays.sort(areas, 0, count);
    }
  }

  int count() {
    return count;
  }

  Area get(int i) {
    var area = areas[i];
    if (area == null) {
      throw new IndexOutOfBoundsException(i);
    }
    return area;
  }
}
