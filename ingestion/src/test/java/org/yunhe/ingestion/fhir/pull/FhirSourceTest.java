package org.yunhe.ingestion.fhir.pull;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.yunhe.ingestion.behaviour.ConnectBed;
import org.yunhe.ingestion.behaviour.SourceBehaviour;
import org.yunhe.ingestion.behaviour.SourceSystem;
import org.yunhe.ingestion.simulator.fhir.Access;
import org.yunhe.ingestion.simulator.fhir.FhirServer;
import org.yunhe.lakehouse.server.Ports;

/** A source that is pulled from a FHIR server behaves as every source does. */
class FhirSourceTest extends SourceBehaviour {

  @Override
  protected SourceSystem open(ConnectBed bed) {
    FhirServer server =
        new FhirServer(
            new InetSocketAddress("127.0.0.1", Ports.free()),
            Access.basic("yunhe", "secret"),
            List.of(new DamagingFilter()));
    server.start();
    bed.secrets("fhir_tcm", Map.of("url", server.url(), "user", "yunhe", "password", "secret"));
    return new PulledServer(server);
  }
}
