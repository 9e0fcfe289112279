package dev.weir.tck;

import java.util.List;

/// What jqwik draws for a law: plain numbers that say which of the author's cases is meant, which
/// of its rows are taken, how they are changed and where they are cut, how they are merged and so
/// on. A number that is greater than there are things to choose from counts round, so that any draw
/// fits any tool; the least numbers and the shortest lists are the plainest case.
///
/// @param example which case
/// @param rows the rows that flow through the step
/// @param fitRows the rows that an estimator is fitted on, where the case has rows for that
/// @param pairs which neighbouring blocks are merged next
/// @param choice whatever else there is to choose: a moment, a grid, a layout
/// @param seed of the run
record Draw(
    int example, List<Row> rows, List<Row> fitRows, List<Integer> pairs, int choice, long seed) {
  /// Groups that a row can be in.
  static final int GROUPS = 4;

  /// Copies the lists.
  Draw {
    rows = List.copyOf(rows);
    fitRows = List.copyOf(fitRows);
    pairs = List.copyOf(pairs);
  }

  /// A row.
  ///
  /// @param row which row of the case
  /// @param group in which of four groups it is, from 0
  /// @param borders between it and the row before it: with one, a chunk or block begins with it;
  ///   with two there is an empty one between
  /// @param cells the cells that hold something else
  record Row(int row, int group, int borders, List<Cell> cells) {
    /// Copies the list.
    Row {
      cells = List.copyOf(cells);
    }

    @Override
    public String toString() {
      return "| ".repeat(borders) + row + "/" + group + (cells.isEmpty() ? "" : cells);
    }
  }

  /// A cell that holds something else.
  ///
  /// @param column which column
  /// @param kind what: 0 no value, 1 what the row before has, others a special value of its type
  record Cell(int column, int kind) {
    @Override
    public String toString() {
      return column + "=" + kind;
    }
  }

  /// The group of a row; where there are more rows than drawn, they count round.
  int group(int row) {
    return rows.isEmpty() ? 0 : rows.get(row % rows.size()).group;
  }

  /// The same with the case's own rows to be fitted on, and no cell changed.
  Draw plainer() {
    return new Draw(
        example,
        rows.stream().map(row -> new Row(row.row, row.group, row.borders, List.of())).toList(),
        List.of(),
        pairs,
        choice,
        seed);
  }
}
