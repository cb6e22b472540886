/* C: goto cleanup, attributes, out-parameters. */
#include "runtime.h"

static void drop(int *n) { note(*n); }
static int step(int id) { return decide(id) ? -1 : 0; }

struct handle {
  int id;
  struct handle *next;
};

static int open_handle(struct handle *h, int id) {
  if (step(id) != 0)
    return -1;
  h->id = id;
  h->next = 0;
  note(id);
  return 0;
}
static void close_handle(struct handle *h) {
  if (h)
    note(h->id);
}

int t_goto_cleanup(void) {
  int result = -1;
  int a = 0, b = 0;
  if (step(1))
    goto out;
  a = 11;
  if (step(2))
    goto out;
  b = 12;
  if (step(3) == 0)
    result = 0;
out:
  if (b)
    note(b);
  if (a)
    note(a);
  return result;
}

int t_staged_cleanup(void) {
  struct handle first, second;
  int result = 1;
  if (open_handle(&first, 1) < 0)
    goto fail_first;
  if (open_handle(&second, 2) < 0)
    goto fail_second;
  result = 0;
  close_handle(&second);
fail_second:
  close_handle(&first);
fail_first:
  return result;
}

int t_cleanup_attribute(void) {
  int a __attribute__((cleanup(drop))) = 1;
  if (step(2))
    return 3;
  {
    int b __attribute__((cleanup(drop))) = 4;
    if (step(5))
      return 6;
  }
  a = 7;
  return a;
}

int t_cleanup_attribute_goto(void) {
  int a __attribute__((cleanup(drop))) = 1;
again: {
  int b __attribute__((cleanup(drop))) = 2;
  if (decide(3))
    goto again;
  if (decide(4))
    goto out;
  b = 5;
}
  note(6);
out:
  return 7;
}

int t_cleanup_attribute_switch(void) {
  switch (decide(1) ? 1 : 2) {
  case 1: {
    int a __attribute__((cleanup(drop))) = 3;
    if (decide(4))
      break;
    return 5;
  }
  default:
    note(6);
  }
  return 7;
}

int t_do_while_zero(void) {
  int result = 1;
  do {
    if (step(1))
      break;
    if (step(2))
      break;
    result = 0;
  } while (0);
  return result;
}

int t_return_codes(void) {
  int rc;
  if ((rc = step(1)) != 0)
    return rc;
  if (!(rc = step(2)))
    note(3);
  return rc;
}

int t_statement_expression(void) {
  int n = ({
    int m __attribute__((cleanup(drop))) = 1;
    step(2);
  });
  return n;
}

int t_compound_literal(void) {
  struct handle *h = &(struct handle){.id = 4};
  close_handle(h);
  struct handle copy = *h;
  copy.id = 5;
  close_handle(&copy);
  return h->id;
}

int t_short_circuit(void) {
  if (decide(1) && (decide(2) || !decide(3)))
    return 1;
  return decide(4) ? 2 : decide(5) ? 3 : 4;
}

int t_comma(void) {
  int n = (note(1), step(2));
  return n;
}

int t_function_pointer(void) {
  int (*f)(int) = decide(1) ? step : 0;
  return f ? f(2) : 5;
}

int t_quit(void) {
  if (step(1))
    quit(2);
  return 3;
}

int t_nested_struct(void) {
  struct handle a = {1, 0}, b = {2, &a};
  close_handle(b.next);
  b.next->id = 3;
  return a.id;
}

int t_loop_open_retry(void) {
  struct handle h;
  while (open_handle(&h, 1) != 0)
    if (decide(2))
      return -1;
  close_handle(&h);
  return 0;
}

int t_switch_fallthrough(void) {
  switch (decide(1) ? (decide(2) ? 1 : 2) : 3) {
  case 1:
    note(1);
    /* fall through */
  case 2:
    note(2);
    break;
  default:
    note(3);
  }
  return 0;
}
