package org.yunhe.ingestion.fhir.push;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain.CacheConfiguration;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.common.hapi.validation.validator.WorkerContextValidationSupportAdapter;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.r5.model.StructureDefinition;
import org.hl7.fhir.r5.utils.validation.ValidatorSession;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.r5.utils.validation.constants.IdStatus;
import org.hl7.fhir.r5.utils.xver.XVerExtensionManagerOld;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidatorSettings;
import org.hl7.fhir.validation.instance.InstanceValidator;

/**
 * Holds a resource against FHIR R4 itself: elements, types, cardinalities, invariants and required
 * codes, by HAPI's instance validator, from files on the class path only. A validator is used for
 * many resources, one at a time: making one takes two thirds of the time that HAPI's own bridge
 * spends on a resource.
 */
final class StructureCheck {
  private static final int CACHED = 20_000;
  private static final int USES = 500;

  private final WorkerContextValidationSupportAdapter definitions;
  private final ConcurrentLinkedQueue<Reused> idle = new ConcurrentLinkedQueue<>();

  /** A validator; what it remembers of resources grows, so it is not used for ever. */
  private record Reused(InstanceValidator validator, AtomicInteger uses) {}

  /** Prepares the definitions, which every validator shares. */
  StructureCheck(FhirContext context) {
    UnknownCodeSystemWarningValidationSupport unknown =
        new UnknownCodeSystemWarningValidationSupport(context);
    // Which systems the region knows, its profile says.
    unknown.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.INFORMATION);
    definitions =
        WorkerContextValidationSupportAdapter.newVersionSpecificWorkerContextWrapper(
            new ValidationSupportChain(
                CacheConfiguration.defaultValues().setCacheSize(CACHED),
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                unknown));
  }

  /** Returns what is wrong with a resource; {@code firstLine} is the line it begins in. */
  List<Issue> check(byte[] resource, int firstLine) {
    Reused reused = idle.poll();
    if (reused == null) {
      reused = new Reused(validator(), new AtomicInteger());
    }
    List<ValidationMessage> messages = new ArrayList<>();
    try {
      reused
          .validator()
          .validate(
              null,
              messages,
              new ByteArrayInputStream(resource),
              FhirFormat.JSON,
              new ArrayList<StructureDefinition>());
      if (reused.uses().incrementAndGet() < USES) {
        idle.add(reused);
      }
    } catch (FHIRException e) {
      return List.of(
          new Issue(IssueSeverity.FATAL, IssueType.STRUCTURE, e.getMessage(), null, firstLine, 1));
    }
    return messages.stream()
        .filter(message -> message.getLevel() != ValidationMessage.IssueSeverity.INFORMATION)
        .map(message -> issue(message, firstLine))
        .toList();
  }

  private InstanceValidator validator() {
    InstanceValidator validator =
        new InstanceValidator(
            definitions,
            new FhirInstanceValidator.NullEvaluationContext(),
            new XVerExtensionManagerOld(definitions),
            new ValidatorSession(),
            new ValidatorSettings());
    validator.setAnyExtensionsAllowed(true);
    validator.setErrorForUnknownProfiles(false);
    validator.setUnknownCodeSystemsCauseErrors(false);
    validator.setNoExtensibleWarnings(true);
    validator.setAssumeValidRestReferences(true);
    validator.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
    validator.setResourceIdRule(IdStatus.OPTIONAL);
    validator.setPolicyAdvisor(new OwnElementsOnly());
    return validator;
  }

  private static Issue issue(ValidationMessage message, int firstLine) {
    IssueSeverity severity =
        switch (message.getLevel()) {
          case FATAL -> IssueSeverity.FATAL;
          case ERROR -> IssueSeverity.ERROR;
          case WARNING -> IssueSeverity.WARNING;
          case INFORMATION, NULL -> IssueSeverity.INFORMATION;
        };
    boolean known = message.getLine() > 0;
    return new Issue(
        severity,
        code(message),
        message.getMessage(),
        message.getLocation(),
        known ? message.getLine() + firstLine - 1 : 0,
        known ? Math.max(0, message.getCol()) : 0);
  }

  private static IssueType code(ValidationMessage message) {
    String id = String.valueOf(message.getMessageId()).toUpperCase(Locale.ROOT);
    if (id.startsWith("TERMINOLOGY")) {
      return IssueType.CODEINVALID;
    }
    if (id.contains("MINIMUM")) {
      return IssueType.REQUIRED;
    }
    if (id.startsWith("TYPE_SPECIFIC")) {
      return IssueType.VALUE;
    }
    return id.contains("CONSTRAINT") ? IssueType.INVARIANT : IssueType.STRUCTURE;
  }
}
