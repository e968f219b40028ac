/** Whether something is an error with this code, of whatever copy of the library and of whatever realm (a frame, a worker, a test runner). */
export function isErrorOf(code: string, error: unknown): boolean {
  return Object.prototype.toString.call(error) === "[object Error]" && (error as { code?: unknown }).code === code;
}
