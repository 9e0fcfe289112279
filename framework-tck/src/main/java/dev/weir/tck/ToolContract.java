package dev.weir.tck;

import dev.weir.api.DomainPlugin;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The laws of a tool as JUnit tests: extend this for each tool of a plugin. **Start reading
/// here.**
///
/// ```java
/// final class DescribeLawsTest extends ToolContract {
///   @Override protected DomainPlugin plugin() { return new StatsPlugin(); }
///   @Override protected String tool() { return "stats.describe"; }
///   @Override protected List<Case> cases() {
///     return List.of(
///         Case.of("numbers", Map.of("columns", List.of("x", "y")), Data.numbers()),
///         Case.of("all columns", Map.of(), Data.mixed()));
///   }
/// }
/// ```
///
/// Each law is a test factory of its name and gives a test for each case. A law that says nothing
/// of a tool gives none. Of an estimator the laws are checked for the fit and for the transform of
/// the model that it gives. Laws are checked by calling the tool's methods one by one ([Fold]), and
/// where a run is meant, by the executor. "The same" means [Comparison#toTheBit], "agrees" means
/// [Comparison#asStated].
///
/// **Properties.** Where jqwik (`net.jqwik:jqwik`) is on the test path, the laws that say something
/// of any rows are also properties of the same names. They draw up to 60 rows of a case in any
/// order, change cells (missing, NaN, infinities, zeros of both signs, repeated values, strange
/// text), draw where to cut, what to merge next, when to save; and shrink what breaks a law to the
/// fewest rows and borders, which the message shows as an author would write them. Rows that the
/// tool refuses by a PipelineException that is not INTERNAL break no law.
///
/// The same is drawn each time. `-Dweir.tck.seed=N`, or `random`, draws something else, which
/// jqwik's report names; `-Dweir.tck.tries=N` draws more often than 24 times a law (half of it for
/// the laws that need runs), as does `@PropertyDefaults(tries = N)` on a subclass.
@AddLifecycleHook(DrawnSettings.class)
public abstract class ToolContract {
  private @Nullable DrawnLaws drawn;

  /// For subclasses.
  protected ToolContract() {}

  /// The plugin that has the tool.
  protected abstract DomainPlugin plugin();

  /// Name of the tool.
  protected abstract String tool();

  /// Ways to call it, on data for which it gives an interesting answer.
  protected abstract List<Case> cases();

  /// The laws for what is drawn, made once.
  DrawnLaws drawn() {
    var made = drawn;
    if (made == null) {
      made = new DrawnLaws(new Laws(plugin(), tool(), cases()));
      drawn = made;
    }
    return made;
  }

  private Stream<DynamicTest> law(Law law) {
    var laws = new Laws(plugin(), tool(), cases());
    return laws.cases().stream()
        .filter(_ -> laws.concerns(law))
        .map(example ->
            DynamicTest.dynamicTest(
                law + ": " + tool() + ", " + example.name(), () -> laws.check(law, example)));
  }

  /// [Law#DESCRIPTOR]: role and mode are those of the tool's class; the summary is one line; the
  /// example calls the tool with options that there are; defaults are allowed; `produces` names
  /// exactly the tables and values that the cases gave (and may name `rows` if rows are emitted).
  @TestFactory
  public Stream<DynamicTest> descriptor() {
    return law(Law.DESCRIPTOR).limit(1);
  }

  /// [Law#REFUSAL]: an unknown option, a missing one, a choice or a number out of range, an unknown
  /// column and one of a wrong type are refused while binding, by name, with the nearest names.
  @TestFactory
  public Stream<DynamicTest> refusal() {
    return law(Law.REFUSAL);
  }

  /// [Law#CHUNKING]: chunks of 1, 2, 63 to 65 and random numbers of rows, and empty ones between,
  /// agree with one chunk; so do runs on eight grids.
  @TestFactory
  public Stream<DynamicTest> chunking() {
    return law(Law.CHUNKING);
  }

  @Property
  void chunking(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.CHUNKING, draw);
  }

  /// [Law#LAYOUT]: longer arrays, other content in cells without a value, dictionary codes and
  /// explicit bitmaps give the same.
  @TestFactory
  public Stream<DynamicTest> layout() {
    return law(Law.LAYOUT);
  }

  @Property
  void layout(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.LAYOUT, draw);
  }

  /// [Law#TWICE]: one instance twice, and two instances, give the same.
  @TestFactory
  public Stream<DynamicTest> twice() {
    return law(Law.TWICE);
  }

  @Property
  void twice(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.TWICE, draw);
  }

  /// [Law#MERGE]: blocks merged in order, from the end, as a tree, with fresh states among them
  /// and, unless the binding asked for an order, in reverse agree with one state for all rows.
  @TestFactory
  public Stream<DynamicTest> merge() {
    return law(Law.MERGE);
  }

  @Property
  void merge(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.MERGE, draw);
  }

  /// [Law#THREADS]: runs with 1, 2 and 4 threads on blocks of 16 rows give the same.
  @TestFactory
  public Stream<DynamicTest> threads() {
    return law(Law.THREADS);
  }

  @Property
  void threads(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.THREADS, draw);
  }

  /// [Law#CODEC]: written, or written and read back, after every chunk, before every merge and
  /// between passes, a state goes on to the same; a state of a later version is refused.
  @TestFactory
  public Stream<DynamicTest> codec() {
    return law(Law.CODEC);
  }

  @Property
  void codec(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.CODEC, draw);
  }

  /// [Law#EARLY]: with early answers after every chunk the last one is the same.
  @TestFactory
  public Stream<DynamicTest> early() {
    return law(Law.EARLY);
  }

  @Property
  void early(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.EARLY, draw);
  }

  /// [Law#RETAINED]: after every chunk a state says that it keeps at most what the binding
  /// declared, and at least half of the bytes that it takes to write it; at the end, that copies of
  /// it do not take more on the heap than it says (key tables, which the ledger holds, apart).
  @TestFactory
  public Stream<DynamicTest> retained() {
    return law(Law.RETAINED);
  }

  @Property
  void retained(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.RETAINED, draw);
  }

  /// [Law#PASSES]: readings are counted.
  @TestFactory
  public Stream<DynamicTest> passes() {
    return law(Law.PASSES);
  }

  @Property
  void passes(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.PASSES, draw);
  }

  /// [Law#SCHEMA]: emitted chunks have the stated names and types, enough cells, no missing ones
  /// where the schema says so, and the cells of the input in columns passed through; tables and
  /// charts hold what they say.
  @TestFactory
  public Stream<DynamicTest> schema() {
    return law(Law.SCHEMA);
  }

  @Property
  void schema(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.SCHEMA, draw);
  }

  /// [Law#POSITIONS]: over all emitted rows.
  @TestFactory
  public Stream<DynamicTest> positions() {
    return law(Law.POSITIONS);
  }

  @Property
  void positions(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.POSITIONS, draw);
  }

  /// [Law#ROWWISE]: rows alone, every second and every third give the same as among all.
  @TestFactory
  public Stream<DynamicTest> rowwise() {
    return law(Law.ROWWISE);
  }

  @Property
  void rowwise(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.ROWWISE, draw);
  }

  /// [Law#UNTOUCHED]: arrays are compared after each call and then overwritten; the answer stays
  /// the same.
  @TestFactory
  public Stream<DynamicTest> untouched() {
    return law(Law.UNTOUCHED);
  }

  @Property
  void untouched(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.UNTOUCHED, draw);
  }

  /// [Law#REJECT]: where the case has rows that the tool rejects, the answer agrees with that for
  /// the rows without them, and a run without an error budget fails.
  @TestFactory
  public Stream<DynamicTest> reject() {
    return law(Law.REJECT);
  }

  @Property
  void reject(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.REJECT, draw);
  }

  /// [Law#PUSHDOWN]: the answer agrees with that for the rows that meet the conditions which the
  /// binding stated.
  @TestFactory
  public Stream<DynamicTest> pushdown() {
    return law(Law.PUSHDOWN);
  }

  @Property
  void pushdown(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.PUSHDOWN, draw);
  }

  /// [Law#GROUPS]: a run by a column of four keys, one of them missing, agrees with a run for the
  /// rows of each key alone.
  @TestFactory
  public Stream<DynamicTest> groups() {
    return law(Law.GROUPS);
  }

  @Property
  void groups(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.GROUPS, draw);
  }

  /// [Law#EDGES]: twelve kinds of strange rows in the case's columns, by hand and in a run.
  @TestFactory
  public Stream<DynamicTest> edges() {
    return law(Law.EDGES);
  }

  /// [Law#CANCEL]: a tool that asks whether it is cancelled, or reads its input itself, ends by
  /// that; a cancelled run reads no more chunks than were in flight.
  @TestFactory
  public Stream<DynamicTest> cancel() {
    return law(Law.CANCEL);
  }

  /// [Law#MODEL]: a model gives the same rows when another instance applies it, when it was copied
  /// as plain data, and when the columns come in another order.
  @TestFactory
  public Stream<DynamicTest> model() {
    return law(Law.MODEL);
  }

  @Property
  void model(@ForAll(supplier = Draws.class) Draw draw) {
    drawn().check(Law.MODEL, draw);
  }
}
