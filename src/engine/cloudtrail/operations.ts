import { createTrail } from "./create-trail.ts";
import { deleteTrail } from "./delete-trail.ts";
import { describeTrails, getTrail, listTrails } from "./describe-trails.ts";
import { listChannels, listEventDataStores, listPublicKeys } from "./empty-lists.ts";
import { getEventSelectors, putEventSelectors } from "./event-selectors.ts";
import { getInsightSelectors, putInsightSelectors } from "./insight-selectors.ts";
import { getTrailStatus, startLogging, stopLogging } from "./logging.ts";
import { lookupEvents } from "./lookup-events.ts";
import { addTags, listTags, removeTags } from "./tags.ts";
import { updateTrail } from "./update-trail.ts";

/** The CloudTrail operations that Tocsin serves, by AWS's names. */
export const cloudtrailOperations = {
  AddTags: addTags,
  CreateTrail: createTrail,
  DeleteTrail: deleteTrail,
  DescribeTrails: describeTrails,
  GetEventSelectors: getEventSelectors,
  GetInsightSelectors: getInsightSelectors,
  GetTrail: getTrail,
  GetTrailStatus: getTrailStatus,
  ListChannels: listChannels,
  ListEventDataStores: listEventDataStores,
  ListPublicKeys: listPublicKeys,
  ListTags: listTags,
  ListTrails: listTrails,
  LookupEvents: lookupEvents,
  PutEventSelectors: putEventSelectors,
  PutInsightSelectors: putInsightSelectors,
  RemoveTags: removeTags,
  StartLogging: startLogging,
  StopLogging: stopLogging,
  UpdateTrail: updateTrail,
};
