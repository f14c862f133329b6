package org.yunhe.ingestion.fhir.push;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Judges the resources of a request by all rules, several at once on the machine's processors. */
final class ResourceCheck implements AutoCloseable {
  private final StructureCheck structure;
  private final RegionProfile profile;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("fhir-check-", 0).factory());

  ResourceCheck(StructureCheck structure, RegionProfile profile) {
    this.structure = structure;
    this.profile = profile;
  }

  /** Returns the remarks on each draft, in their order; {@code urls} are those of the bundle. */
  List<List<Issue>> check(Sender sender, List<Draft> drafts, Set<String> urls) {
    if (drafts.size() == 1) {
      return List.of(check(sender, drafts.get(0), urls));
    }
    List<Callable<List<Issue>>> tasks = new ArrayList<>();
    drafts.forEach(draft -> tasks.add(() -> check(sender, draft, urls)));
    try {
      List<List<Issue>> all = new ArrayList<>();
      for (Future<List<Issue>> done : workers.invokeAll(tasks)) {
        all.add(done.get());
      }
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while checking", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a check failed: " + e.getCause(), e.getCause());
    }
  }

  private List<Issue> check(Sender sender, Draft draft, Set<String> urls) {
    if (draft.tree() == null) {
      return List.of();
    }
    List<Issue> issues = new ArrayList<>(structure.check(draft.sent(), draft.firstLine()));
    issues.addAll(profile.check(sender, draft.type(), draft.tree(), urls));
    Set<String> told = new HashSet<>();
    // A missing code system is said once for a resource, however often it stands there.
    issues.removeIf(issue -> !issue.refuses() && !told.add(issue.text()));
    return draft.index() < 0
        ? issues
        : issues.stream().map(issue -> issue.within(draft.place())).toList();
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
