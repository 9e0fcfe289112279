package dev.weir.source.duckdb;

import dev.weir.source.duckdb.engine.Session;
import java.util.function.BooleanSupplier;

/// Work that must be done once before the first row can be read, such as running a query into a
/// temporary table. Done by the first reader, so that opening a source stays cheap; a reader that
/// is cancelled leaves it undone for the next.
abstract class Preparation {
  static final Preparation NONE =
      new Preparation() {
        @Override
        void run(Session session, BooleanSupplier cancelled) {}
      };

  private boolean done;

  /// One statement.
  static Preparation of(String sql) {
    return new Preparation() {
      @Override
      void run(Session session, BooleanSupplier cancelled) {
        session.run(sql);
      }
    };
  }

  final synchronized void ensure(Session session, BooleanSupplier cancelled) {
    if (!done && !cancelled.getAsBoolean()) {
      run(session, cancelled);
      done = true;
    }
  }

  /// This, then that.
  final Preparation then(Preparation next) {
    var first = this;
    return new Preparation() {
      @Override
      void run(Session session, BooleanSupplier cancelled) {
        first.ensure(session, cancelled);
        next.ensure(session, cancelled);
      }
    };
  }

  abstract void run(Session session, BooleanSupplier cancelled);
}
