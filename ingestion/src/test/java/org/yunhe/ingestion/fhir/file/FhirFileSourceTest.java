package org.yunhe.ingestion.fhir.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.ingestion.behaviour.SourceBehaviour;
import org.yunhe.ingestion.behaviour.SourceSystem;

/** The file feed behaves as every source does. */
class FhirFileSourceTest extends SourceBehaviour {

  @Override
  protected SourceSystem open(ConnectBed bed) throws IOException {
    Path folder = bed.home().resolve("drop");
    bed.secrets("mimic_fhir", Map.of("folder", folder.toString()));
    return new DroppedFiles("mimic_fhir", new DroppedFiles.Folder(Files.createDirectories(folder)));
  }
}
