package org.yunhe.models.view;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yunhe.models.error.Faults;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.standard.StandardElements;

/** All views below {@code views/}, one for each resource type. */
public final class ViewCatalog {
  private final Map<String, ViewDefinition> views;

  private ViewCatalog(Map<String, ViewDefinition> views) {
    this.views = views;
  }

  /** Loads every view on the class path. */
  public static ViewCatalog load() {
    return load(Faults.FIRST);
  }

  /** Loads the views that can be read and reports the faults of the others. */
  public static ViewCatalog load(Faults faults) {
    StandardElements fhir = StandardElements.fhir();
    Map<String, ViewDefinition> views = new TreeMap<>();
    for (String file : ModelResources.list("views", ".json")) {
      faults
          .attempt(() -> new ViewReader(file, fhir).read())
          .ifPresent(view -> views.put(view.resource(), view));
    }
    return new ViewCatalog(views);
  }

  /** Builds a catalog of given views. */
  public static ViewCatalog of(Collection<ViewDefinition> given) {
    Map<String, ViewDefinition> views = new TreeMap<>();
    given.forEach(view -> views.put(view.resource(), view));
    return new ViewCatalog(views);
  }

  /** Reads one view from its text; {@code file} is named in complaints. */
  public static ViewDefinition parse(String file, String json) {
    return new ViewReader(file, StandardElements.fhir()).read(json);
  }

  /** Returns all views, ordered by resource type. */
  public Collection<ViewDefinition> views() {
    return views.values();
  }

  /** Returns the view of a resource type, if there is one. */
  public Optional<ViewDefinition> find(String resource) {
    return Optional.ofNullable(views.get(resource));
  }
}
