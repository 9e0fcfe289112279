package dev.weir.verify;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Arrows between modules go down only, packages have no cycles, and only applications print.
final class LayersTest {
  /// The folders whose code may write to the console.
  private static final Set<String> MAY_PRINT = Set.of("app-cli", "benchmarks", "examples");

  private static final JavaClasses CLASSES = importAll();

  private static JavaClasses importAll() {
    List<Path> folders = WeirModule.ALL.stream().map(WeirModule::classes).toList();
    return new ClassFileImporter().importPaths(folders);
  }

  /// Rules hold trivially for classes that they did not see.
  @Test
  void everyModuleWasSeen() {
    Set<String> seen =
        CLASSES.stream()
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .flatMap(type -> WeirModule.owning(type.getPackageName()).stream())
            .map(WeirModule::folder)
            .collect(Collectors.toSet());
    for (WeirModule module : WeirModule.ALL) {
      assertTrue(
          seen.contains(module.folder()),
          module + " has no classes in " + module.classes() + ": the rules would hold vacuously");
    }
  }

  @Test
  void everyClassLiesInThePackageOfItsModule() {
    for (WeirModule module : WeirModule.ALL) {
      for (JavaClass type : new ClassFileImporter().importPath(module.classes())) {
        assertEquals(
            module, WeirModule.owning(type.getPackageName()).orElse(null), type.getFullName());
      }
    }
  }

  @Test
  void arrowsGoDownOnly() {
    check(classes().should(new StayWithinTheirLayer()));
  }

  @Test
  void theApiNeedsJavaBaseOnly() {
    Set<String> javaBase = Object.class.getModule().getPackages();
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("dev.weir.api..")
            .should()
            .dependOnClassesThat(
                describe(
                    "are outside java.base",
                    type ->
                        !type.getBaseComponentType().isPrimitive()
                            && !javaBase.contains(type.getBaseComponentType().getPackageName())
                            && !type.getPackageName().startsWith("dev.weir.api")
                            && !type.getPackageName().equals("org.jspecify.annotations")));
    check(rule);
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("dev.weir.(**)").should().beFreeOfCycles());
  }

  @Test
  void onlyApplicationsPrint() {
    ArchRule rule =
        noClasses()
            .that(
                describe(
                    "are outside " + MAY_PRINT,
                    type ->
                        WeirModule.owning(type.getPackageName())
                            .map(WeirModule::folder)
                            .filter(folder -> !MAY_PRINT.contains(folder))
                            .isPresent()))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould(callMethod(Throwable.class, "printStackTrace"));
    check(rule);
  }

  /// The other half of the arrows: what module-info says.
  @Test
  void descriptorsRequireOnlyLowerLayers() {
    for (WeirModule module : WeirModule.ALL) {
      Descriptors.of(module).requires().stream()
          .flatMap(requires -> WeirModule.owning(requires.name()).stream())
          .forEach(other ->
              assertTrue(
                  module.mayTouch(other),
                  () -> module + " requires " + other + ", which WeirModule does not allow"));
    }
  }

  private static void check(ArchRule rule) {
    assertTrue(CLASSES.size() > 0, "no classes were imported; build all modules first");
    rule.check(CLASSES);
  }

  private static final class StayWithinTheirLayer extends ArchCondition<JavaClass> {
    StayWithinTheirLayer() {
      super("touch only the modules that WeirModule lists for theirs");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      WeirModule from = WeirModule.owning(type.getPackageName()).orElseThrow();
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
        WeirModule.owning(target)
            .filter(to -> !from.mayTouch(to))
            .ifPresent(to ->
                events.add(
                    SimpleConditionEvent.violated(
                        type, from + " -> " + to + ": " + dependency.getDescription())));
      }
    }
  }
}
