package org.yunhe.ingestion.fhir;

/**
 * Where a resource came from.
 *
 * @param source name of the source
 * @param road how it came: {@code pull}, {@code push}, {@code file} or {@code example}
 * @param orgCode institution that was authenticated, or null
 * @param file file that it stood in, or null
 * @param line line in that file from 1, or 0 where there is none
 */
public record FhirOrigin(String source, String road, String orgCode, String file, long line) {
  /** Returns the origin of what came by {@code road}, neither authenticated nor from a file. */
  public static FhirOrigin of(String source, String road) {
    return new FhirOrigin(source, road, null, null, 0);
  }

  /** Returns the origin of what {@code orgCode} sent. */
  public static FhirOrigin pushed(String source, String orgCode) {
    return new FhirOrigin(source, "push", orgCode, null, 0);
  }

  /** Returns the origin of a resource in {@code file}. */
  public static FhirOrigin inFile(String source, String file, long line) {
    return new FhirOrigin(source, "file", null, file, line);
  }
}
