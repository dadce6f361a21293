/*
 * The health check of the image, as a static program: starting Node for each check would take a quarter of a second of the
 * container's processor time. It asks the role that runs as process 1 over loopback and exits 0 when that one is well:
 *
 *   gateway-api, session-auth   GET /health answers 200
 *   worker                      its control port answers at all; it wants a token for more
 *   any other role              listens on no port and ends when it cannot work, so that it runs is all there is to know
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define SECONDS_MAX 2

static int port_of(const char *variable, int fallback) {
  const char *given = getenv(variable);
  return given && *given ? atoi(given) : fallback;
}

/* Whether one of the words of the command line of process 1 is, or ends with, this role. */
static int plays(const char *words, size_t length, const char *role) {
  size_t role_length = strlen(role);
  for (size_t at = 0; at < length;) {
    const char *word = words + at;
    size_t word_length = strnlen(word, length - at);
    if (word_length >= role_length && memcmp(word + word_length - role_length, role, role_length) == 0) return 1;
    at += word_length + 1;
  }
  return 0;
}

/* The status of the answer to GET /health; 0 when there is none. */
static int status_at(int port) {
  struct timeval patience = {.tv_sec = SECONDS_MAX};
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int connection = socket(AF_INET, SOCK_STREAM, 0);
  if (connection < 0) return 0;
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (connect(connection, (struct sockaddr *)&address, sizeof address) != 0) return 0;
  static const char request[] = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  if (write(connection, request, sizeof request - 1) != (ssize_t)(sizeof request - 1)) return 0;
  char answer[13] = {0};
  size_t read_so_far = 0;
  while (read_so_far < 12) {
    ssize_t count = read(connection, answer + read_so_far, 12 - read_so_far);
    if (count <= 0) return 0;
    read_so_far += (size_t)count;
  }
  return strncmp(answer, "HTTP/1.", 7) == 0 ? atoi(answer + 9) : 0;
}

int main(void) {
  char words[4096];
  FILE *file = fopen("/proc/1/cmdline", "r");
  if (!file) return 1;
  size_t length = fread(words, 1, sizeof words, file);
  fclose(file);
  if (plays(words, length, "gateway-api")) return status_at(port_of("GATEWAY_PORT", 3000)) == 200 ? 0 : 1;
  if (plays(words, length, "session-auth")) return status_at(port_of("SESSION_AUTH_PORT", 3001)) == 200 ? 0 : 1;
  if (plays(words, length, "worker")) return status_at(port_of("WORKER_PORT", 4000)) > 0 ? 0 : 1;
  return 0;
}
