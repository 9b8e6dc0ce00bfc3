import type { ServiceName } from "../../engine/scope.ts";
import { type Operation, type Structure, serviceModel } from "../model.ts";

export function operationNamed(service: ServiceName, name: string): Operation {
  const operation = serviceModel(service).operations.get(name);
  if (operation === undefined) throw new Error(`${service} has no operation ${name}`);
  return operation;
}

export function inputOf(service: ServiceName, operation: string): Structure {
  return operationNamed(service, operation).input;
}

export function outputOf(service: ServiceName, operation: string): Structure {
  const shape = operationNamed(service, operation).output;
  if (shape === undefined) throw new Error(`${operation} answers nothing`);
  return shape;
}
