/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/limits.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "file/format.h"

#define MOST_OPEN (2 * LP_FILE_MAX_DEPTH)

/* The longest way to write one byte that is reasonable: “&quot;”, “&#x10;”. */
#define LONGEST_REFERENCE 8

typedef struct
{
  const char *text;
  const char *end;
  guint       depth;
  guint       n_elements;
  guint       n_namespaces;             /* Declared by the open elements; by each: */
  guint       declared[MOST_OPEN];
  gsize       n_bytes;                  /* Of text since the last tag or comment. */
  GError    **error;
} Scan;

/* Where to go on, or NULL where no parser would. After an error, too, it is NULL. */
typedef const char *Place;

guint
lp_limits_get_line (const char *text,
                    const char *at)
{
  guint line = 1;

  for (; (text = memchr (text, '\n', at - text)) != NULL; text++)
    line++;

  return line;
}

/* Takes @words over. Always NULL. */
static Place
fail (Scan       *self,
      const char *at,
      char       *words)
{
  g_autofree char *taken = words;

  g_propagate_error (self->error,
                     lp_file_error_new (LP_FILE_ERROR_TOO_LARGE,
                                        lp_limits_get_line (self->text, at), "%s", taken));

  return NULL;
}

/* How many bytes stand for the reference at @c. */
static guint
measure_reference (const char *c)
{
  const gboolean is_hex = c[1] == '#' && c[2] == 'x';
  guint64 character;

  if (c[1] != '#')
    return 1;

  character = g_ascii_strtoull (c + 2 + is_hex, NULL, is_hex ? 16 : 10);

  return g_unichar_to_utf8 (MIN (character, 0x10ffff), NULL);
}

/* As they are when the references are resolved. */
static gsize
count_bytes (const char *start,
             const char *end)
{
  gsize n = end - start;

  while ((start = memchr (start, '&', end - start)) != NULL)
    {
      const char *stop = memchr (start, ';', end - start);

      if (stop == NULL)
        break;
      n -= stop + 1 - start - measure_reference (start);
      start = stop;
    }

  return n;
}

/* @before: bytes that belong to the same text. Returns how many there are together, or G_MAXSIZE
 * and an error. */
static gsize
measure_text (Scan       *self,
              gsize       before,
              const char *start,
              const char *end)
{
  gsize n = end - start;

  if (n > LP_FILE_MAX_TEXT && n <= (gsize) LONGEST_REFERENCE * LP_FILE_MAX_TEXT)
    n = count_bytes (start, end);
  if (before + n <= LP_FILE_MAX_TEXT)
    return before + n;

  fail (self, start, g_strdup_printf (_("a text has more than %d KiB, which no drawing needs"),
                                      LP_FILE_MAX_TEXT >> 10));
  return G_MAXSIZE;
}

static gboolean
check_length (Scan       *self,
              const char *start,
              const char *end)
{
  return measure_text (self, 0, start, end) != G_MAXSIZE;
}

/* Bytes with a meaning of their own in a tag. */
static const guint8 ends_name[256] = {
  [' '] = 1, ['\t'] = 1, ['\n'] = 1, ['\r'] = 1,
  ['='] = 1, ['/'] = 1, ['>'] = 1, ['<'] = 1, ['"'] = 1, ['\''] = 1, ['?'] = 1,
};

static Place
skip_spaces (const Scan *self,
             const char *c)
{
  while (c < self->end && (*c == ' ' || *c == '\n' || *c == '\t' || *c == '\r'))
    c++;

  return c < self->end ? c : NULL;
}

/* Behind the name that begins at @name. There must be one. */
static Place
skip_name (Scan       *self,
           const char *name)
{
  const char *c = name;

  while (c < self->end && !ends_name[(guchar) *c])
    c++;

  if (c - name > LP_FILE_MAX_NAME)
    return fail (self, name, g_strdup_printf (_("a name has more than %d bytes"),
                                              LP_FILE_MAX_NAME));

  return c > name && c < self->end ? c : NULL;
}

/* Behind the quotes around the value of an attribute, from the end of its name on. */
static Place
skip_value (Scan       *self,
            const char *c)
{
  const char *value, *end;

  if ((c = skip_spaces (self, c)) == NULL || *c != '=' ||
      (c = skip_spaces (self, c + 1)) == NULL || (*c != '"' && *c != '\''))
    return NULL;

  value = c + 1;
  end = memchr (value, *c, self->end - value);

  return end != NULL && check_length (self, value, end) ? end + 1 : NULL;
}

/* “xmlns” or “xmlns:…” */
static gboolean
is_declaration (const char *name,
                const char *end)
{
  const gsize length = strlen ("xmlns");

  return end - name >= (gssize) length && memcmp (name, "xmlns", length) == 0 &&
         (end == name + length || name[length] == ':');
}

/* From the first attribute, if any, to the end of the tag, “>” or “/>”. */
static Place
scan_attributes (Scan       *self,
                 const char *tag,
                 const char *c,
                 guint      *n_declared)
{
  static const guint most[] = { LP_FILE_MAX_ATTRIBUTES, LP_FILE_MAX_DECLARATIONS };
  guint n[2] = { 0, 0 };

  while ((c = skip_spaces (self, c)) != NULL && *c != '>' && *c != '/')
    {
      const char *name = c;
      gboolean declares;

      if ((c = skip_name (self, name)) == NULL)
        return NULL;
      declares = is_declaration (name, c);
      if (++n[declares] > most[declares])
        return fail (self, tag,
                     g_strdup_printf (_("there are more than %u attributes in one tag"),
                                      most[declares]));
      if ((c = skip_value (self, c)) == NULL)
        return NULL;
    }
  *n_declared = n[TRUE];

  return c;
}

static gboolean
count_element (Scan       *self,
               const char *tag,
               guint       n_declared)
{
  if (self->depth == MOST_OPEN)
    return fail (self, tag, g_strdup_printf (_("elements stand more than %d deep in each other"),
                                             LP_FILE_MAX_DEPTH)) != NULL;

  if (++self->n_elements > LP_FILE_MAX_ELEMENTS)
    return fail (self, tag,
                 g_strdup_printf (_("there are more than %d elements, which no drawing needs"),
                                  LP_FILE_MAX_ELEMENTS)) != NULL;

  if (self->n_namespaces + n_declared > LP_FILE_MAX_NAMESPACES)
    return fail (self, tag, g_strdup_printf (_("more than %d namespaces are declared around it"),
                                             LP_FILE_MAX_NAMESPACES)) != NULL;

  return TRUE;
}

static Place
scan_start (Scan       *self,
            const char *tag)
{
  Place c = skip_name (self, tag + 1);
  guint n_declared = 0;

  if (c == NULL || (c = scan_attributes (self, tag, c, &n_declared)) == NULL ||
      !count_element (self, tag, n_declared))
    return NULL;

  if (*c == '/')
    return c + 1 < self->end && c[1] == '>' ? c + 2 : NULL;

  self->declared[self->depth++] = n_declared;
  self->n_namespaces += n_declared;

  return c + 1;
}

static Place
scan_end (Scan       *self,
          const char *tag)
{
  Place end = memchr (tag, '>', self->end - tag);

  if (end == NULL || self->depth == 0)
    return NULL;

  self->n_namespaces -= self->declared[--self->depth];

  return end + 1;
}

static Place
scan_text (Scan       *self,
           const char *start,
           const char *end)
{
  self->n_bytes = measure_text (self, self->n_bytes, start, end);

  return self->n_bytes != G_MAXSIZE ? end : NULL;
}

static Place
find_end (const Scan *self,
          const char *start,
          const char *stop)
{
  return memmem (start, self->end - start, stop, strlen (stop));
}

static Place
scan_comment (Scan       *self,
              const char *tag)
{
  const char *start = tag + strlen ("<!--");
  Place end = find_end (self, start, "-->");

  return end != NULL && check_length (self, start, end) ? end + strlen ("-->") : NULL;
}

static Place
scan_instruction (Scan       *self,
                  const char *tag)
{
  const char *start = skip_name (self, tag + strlen ("<?"));
  Place end = start != NULL ? find_end (self, start, "?>") : NULL;

  return end != NULL && check_length (self, start, end) ? end + strlen ("?>") : NULL;
}

/* It is text, and goes on where other text ended. */
static Place
scan_cdata (Scan       *self,
            const char *tag)
{
  const char *start = tag + strlen ("<![CDATA[");
  Place end = find_end (self, start, "]]>");

  return end != NULL && scan_text (self, start, end) != NULL ? end + strlen ("]]>") : NULL;
}

static gboolean
begins_with (const Scan *self,
             const char *c,
             const char *start)
{
  const gsize length = strlen (start);

  return (gsize) (self->end - c) >= length && memcmp (c, start, length) == 0;
}

/* Behind what the “<” at @tag begins. A document type no reader takes. */
static Place
scan_markup (Scan       *self,
             const char *tag)
{
  if (begins_with (self, tag, "<![CDATA["))
    return scan_cdata (self, tag);

  self->n_bytes = 0;
  if (begins_with (self, tag, "<!--"))
    return scan_comment (self, tag);
  if (begins_with (self, tag, "</"))
    return scan_end (self, tag);
  if (begins_with (self, tag, "<?"))
    return scan_instruction (self, tag);

  return begins_with (self, tag, "<!") ? NULL : scan_start (self, tag);
}

gboolean
lp_limits_check (const char *text,
                 gsize       size,
                 GError    **error)
{
  g_autoptr (GError) reason = NULL;
  Scan self = { .text = text, .end = text + size, .error = &reason };
  Place c = text;

  while (c != NULL && c < self.end)
    {
      const char *tag = memchr (c, '<', self.end - c);

      c = scan_text (&self, c, tag != NULL ? tag : self.end);
      if (c != NULL && tag != NULL)
        c = scan_markup (&self, tag);
    }

  if (reason == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}
