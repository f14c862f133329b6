package org.yunhe.ingestion.simulator.fhir;

import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Since;
import ca.uhn.fhir.rest.annotation.Sort;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.SortOrderEnum;
import ca.uhn.fhir.rest.api.SortSpec;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;

/** What the server can do with the resources of one type. */
public final class TypeProvider implements IResourceProvider {
  private final ResourceStore store;
  private final Class<? extends IBaseResource> type;

  TypeProvider(ResourceStore store, Class<? extends IBaseResource> type) {
    this.store = store;
    this.type = type;
  }

  @Override
  public Class<? extends IBaseResource> getResourceType() {
    return type;
  }

  /** Reads one resource. */
  @Read
  public Resource read(@IdParam IdType id) {
    return store
        .find(type.getSimpleName(), id.getIdPart())
        .orElseThrow(() -> new ResourceNotFoundException(id));
  }

  /** Takes a new resource. */
  @Create
  public MethodOutcome create(@ResourceParam Resource resource) {
    return new MethodOutcome(store.put(resource, Instant.now()).getIdElement(), true);
  }

  /** Takes a new version. */
  @Update
  public MethodOutcome update(@IdParam IdType id, @ResourceParam Resource resource) {
    resource.setId(id.toUnqualifiedVersionless());
    return new MethodOutcome(store.put(resource, Instant.now()).getIdElement());
  }

  /** Deletes a resource. */
  @Delete
  public MethodOutcome delete(@IdParam IdType id) {
    store.delete(type.getSimpleName(), id.getIdPart());
    return new MethodOutcome(id);
  }

  /** Finds the resources that were changed in a range of time. */
  @Search
  public IBundleProvider search(
      @OptionalParam(name = "_lastUpdated") DateRangeParam updated, @Sort SortSpec sort) {
    Instant from =
        updated == null || updated.getLowerBoundAsInstant() == null
            ? Instant.EPOCH
            : updated.getLowerBoundAsInstant().toInstant();
    List<Resource> found = store.since(type.getSimpleName(), from);
    boolean newestFirst = sort != null && sort.getOrder() == SortOrderEnum.DESC;
    return new SimpleBundleProvider(newestFirst ? found.reversed() : found);
  }

  /** Tells every version since a time. */
  @History
  public IBundleProvider history(@Since Date since) {
    return new SimpleBundleProvider(
        store.history(type.getSimpleName(), since == null ? Instant.EPOCH : since.toInstant()));
  }
}
