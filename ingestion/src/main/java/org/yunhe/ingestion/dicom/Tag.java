package org.yunhe.ingestion.dicom;

import java.util.List;
import java.util.Set;

/** Attributes of DICOM PS3.6 that the connector looks at, as the JSON model writes them. */
final class Tag {
  static final String SPECIFIC_CHARACTER_SET = "00080005";
  static final String STUDY_DATE = "00080020";
  static final String STUDY_TIME = "00080030";
  static final String ACCESSION_NUMBER = "00080050";
  static final String RETRIEVE_AE_TITLE = "00080054";
  static final String INSTANCE_AVAILABILITY = "00080056";
  static final String TIMEZONE_OFFSET = "00080201";
  static final String RETRIEVE_URL = "00081190";
  static final String PATIENT_ID = "00100020";
  static final String STUDY_UID = "0020000D";
  static final String SERIES_UID = "0020000E";
  static final String INSTANCE_UID = "00080018";

  /** Where and how an object is fetched: it says nothing about the examination. */
  static final Set<String> TRANSPORT =
      Set.of(SPECIFIC_CHARACTER_SET, RETRIEVE_AE_TITLE, INSTANCE_AVAILABILITY, RETRIEVE_URL);

  /** What ties a series to its study, patient and order; taken from the study. */
  static final List<String> LINKS =
      List.of(STUDY_UID, PATIENT_ID, ACCESSION_NUMBER, STUDY_DATE, STUDY_TIME, TIMEZONE_OFFSET);

  /**
   * What a series record keeps: the series, its device, how it was made, its dose. An attribute
   * that is not here stays in the archive.
   */
  static final List<String> SERIES =
      List.of(
          STUDY_UID,
          SERIES_UID,
          PATIENT_ID,
          ACCESSION_NUMBER,
          STUDY_DATE,
          STUDY_TIME,
          TIMEZONE_OFFSET,
          "00080016", // SOPClassUID
          "00080021", // SeriesDate
          "00080031", // SeriesTime
          "00080060", // Modality
          "00080070", // Manufacturer
          "00080080", // InstitutionName
          "00081010", // StationName
          "0008103E", // SeriesDescription
          "00081090", // ManufacturerModelName
          "00180010", // ContrastBolusAgent
          "00180015", // BodyPartExamined
          "00180050", // SliceThickness
          "00180060", // KVP
          "00180087", // MagneticFieldStrength
          "00181000", // DeviceSerialNumber
          "00181020", // SoftwareVersions
          "00181030", // ProtocolName
          "0018115E", // ImageAndFluoroscopyAreaDoseProduct
          "00181150", // ExposureTime
          "00181151", // XRayTubeCurrent
          "00181152", // Exposure
          "00185100", // PatientPosition
          "00189345", // CTDIvol
          "00200011", // SeriesNumber
          "00200060", // Laterality
          "00201209", // NumberOfSeriesRelatedInstances
          "00400244", // PerformedProcedureStepStartDate
          "00400245", // PerformedProcedureStepStartTime
          "00400254", // PerformedProcedureStepDescription
          "00400302", // EntranceDose
          "00400310", // CommentsOnRadiationDose
          "00408302", // EntranceDoseInmGy
          "0040A504", // ContentTemplateSequence
          "0040A730"); // ContentSequence, of dose reports only

  private Tag() {}
}
