/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "file/metadata.h"

#include <errno.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

/* Only with these is the file what it was for those who use it. */
static const char *const needed[] = { "user.", "system.posix_acl_access", "system.nfs4_acl" };

static gboolean
is_needed (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (g_str_has_prefix (name, needed[i]))
      return TRUE;

  return FALSE;
}

/* The names, each with a zero after it, or NULL where there are none. Between asking for the size
 * and reading, another may be added. */
static char *
list_names (int    descriptor,
            gsize *size)
{
  ssize_t wanted = flistxattr (descriptor, NULL, 0);

  while (wanted > 0)
    {
      g_autofree char *names = g_malloc (wanted);
      ssize_t length = flistxattr (descriptor, names, wanted);

      if (length > 0)
        {
          *size = length;
          return g_steal_pointer (&names);
        }
      wanted = length < 0 && errno == ERANGE ? flistxattr (descriptor, NULL, 0) : 0;
    }

  *size = 0;
  return NULL;
}

/* Sets errno where that is NULL. */
static GBytes *
read_value (int         descriptor,
            const char *name)
{
  ssize_t size = fgetxattr (descriptor, name, NULL, 0);
  g_autofree char *value = size >= 0 ? g_malloc (size + 1) : NULL;
  ssize_t length = value != NULL ? fgetxattr (descriptor, name, value, size) : -1;

  return length >= 0 ? g_bytes_new_take (g_steal_pointer (&value), length) : NULL;
}

static gboolean
copy_value (int         old,
            int         new,
            const char *name)
{
  g_autoptr (GBytes) value = read_value (old, name);
  g_autoptr (GBytes) there = NULL;
  gsize size;
  const void *data;

  /* Somebody has just taken it away. */
  if (value == NULL)
    return errno == ENODATA;

  /* What the system gives by itself may not be ours to set. */
  there = read_value (new, name);
  if (there != NULL && g_bytes_equal (there, value))
    return TRUE;

  data = g_bytes_get_data (value, &size);

  return fsetxattr (new, name, data != NULL ? data : "", size, 0) == 0;
}

static gboolean
copy_values (int old,
             int new)
{
  gsize size;
  g_autofree char *names = list_names (old, &size);

  for (const char *name = names; name != NULL && name < names + size; name += strlen (name) + 1)
    if (!copy_value (old, new, name) && is_needed (name))
      return FALSE;

  return TRUE;
}

/* A new file has what its folder gives to all, a list of who else may read it, for one. */
static gboolean
remove_others (int old,
               int new)
{
  gsize size;
  g_autofree char *names = list_names (new, &size);

  for (const char *name = names; name != NULL && name < names + size; name += strlen (name) + 1)
    if (fgetxattr (old, name, NULL, 0) < 0 && errno == ENODATA && fremovexattr (new, name) != 0 &&
        is_needed (name))
      return FALSE;

  return TRUE;
}

/* Who may not give files away may still change their group. */
static gboolean
copy_owner (const struct stat *old,
            int                new)
{
  struct stat info;

  if (fstat (new, &info) != 0)
    return FALSE;

  if (info.st_uid == old->st_uid && info.st_gid == old->st_gid)
    return TRUE;

  return fchown (new, info.st_uid == old->st_uid ? (uid_t) -1 : old->st_uid, old->st_gid) == 0;
}

gboolean
lp_metadata_copy (int                old,
                  const struct stat *info,
                  int                new)
{
  /* The owner comes first: changing it takes permissions away. The permissions come last: a list
   * changes them, and until then the file is for its owner alone. */
  return copy_owner (info, new) && remove_others (old, new) && copy_values (old, new) &&
         fchmod (new, info->st_mode & 07777) == 0;
}
