package dev.weir.core.expression;

import dev.weir.api.Chunk;
import dev.weir.api.ChunkProcessingContext;
import dev.weir.api.Column;
import dev.weir.api.Condition;
import dev.weir.api.Expression;
import dev.weir.api.Type;
import dev.weir.api.Values;
import java.util.List;

/// An expression ready to run.
record TypedExpression(String text, Node root, List<Column> reads, List<Condition> implies)
    implements Expression {
  @Override
  public Type type() {
    return root.type();
  }

  @Override
  public Values values(Chunk chunk, ChunkProcessingContext context) {
    return root.evaluate(Batch.of(chunk, new Evaluation(chunk, context))).expanded(chunk.rows());
  }

  @Override
  public double bytesPerRow() {
    return root.bytesPerRow();
  }

  @Override
  public int selectTrue(Chunk chunk, int[] rows, ChunkProcessingContext context) {
    if (root.type() != Type.BOOLEAN) {
      throw new IllegalStateException("'" + text + "' is " + root.type() + ", not BOOLEAN");
    }
    var evaluation = new Evaluation(chunk, context);
    var result = root.evaluate(Batch.of(chunk, evaluation));
    var cells = result.flags();
    var validity = result.validity(chunk.rows());
    int count = 0;
    for (int r = 0; r < chunk.rows(); r++) {
      if (cells[r & result.mask()] != 0 && validity.at(r) && !evaluation.failed(r)) {
        rows[count++] = r;
      }
    }
    return count;
  }

  @Override
  public String toString() {
    return text;
  }
}
