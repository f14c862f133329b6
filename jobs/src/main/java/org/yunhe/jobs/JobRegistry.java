package org.yunhe.jobs;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The jobs on the class path by name. */
public final class JobRegistry {
  /** Name that stands for every job that makes data. */
  public static final String ALL = "all";

  private final Map<String, Job> jobs;

  /** Creates a registry of given jobs. */
  public JobRegistry(Iterable<Job> jobs) {
    this.jobs = new TreeMap<>();
    jobs.forEach(job -> this.jobs.put(job.name(), job));
  }

  /** Finds every job that a {@code META-INF/services} file names. */
  public static JobRegistry load() {
    return new JobRegistry(ServiceLoader.load(Job.class));
  }

  /** Returns the names of the jobs, sorted. */
  public Set<String> names() {
    return jobs.keySet();
  }

  /** Returns the jobs that {@code names} ask for, each after those it reads from. */
  public List<Job> inOrder(List<String> names) {
    Map<String, Job> wanted = new LinkedHashMap<>();
    for (String name : names) {
      if (name.equals(ALL)) {
        jobs.values().stream().filter(Job::partOfAll).forEach(job -> wanted.put(job.name(), job));
      } else {
        wanted.put(name, find(name));
      }
    }
    Set<Job> ordered = new LinkedHashSet<>();
    wanted.values().forEach(job -> add(job, wanted, ordered, Set.of()));
    return List.copyOf(ordered);
  }

  /** Returns jobs with those before them that make what they read from a past state, too. */
  List<Job> withPast(List<Job> wanted) {
    Map<String, Job> all = new LinkedHashMap<>();
    for (Job job : wanted) {
      job.after().stream()
          .map(this::find)
          .filter(Job::rebuildsPast)
          .forEach(before -> all.putIfAbsent(before.name(), before));
      all.putIfAbsent(job.name(), job);
    }
    return List.copyOf(all.values());
  }

  private void add(Job job, Map<String, Job> wanted, Set<Job> ordered, Set<String> path) {
    if (path.contains(job.name())) {
      throw new YunheException(
          ErrorCode.INTERNAL, "the jobs " + path + " wait for one another", "correct after()");
    }
    Set<String> longer = new LinkedHashSet<>(path);
    longer.add(job.name());
    job.after().stream()
        .filter(wanted::containsKey)
        .forEach(before -> add(wanted.get(before), wanted, ordered, longer));
    ordered.add(job);
  }

  private Job find(String name) {
    Job job = jobs.get(name);
    if (job == null) {
      throw new YunheException(
          ErrorCode.UNKNOWN_NAME,
          "there is no job '" + name + "'",
          "use one of " + jobs.keySet().stream().collect(Collectors.joining(", ")) + " or " + ALL);
    }
    return job;
  }
}
