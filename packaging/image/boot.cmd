# The boot loader's script, for the Pi and for the emulated machine alike: two systems, A and B, each with a kernel
# and a count of tries. What it remembers is one sector of the partition "bootstate", which RAUC and fw_printenv
# read and write as well: BOOT_ORDER, BOOT_A_LEFT, BOOT_B_LEFT.
test -n "${devtype}" || setenv devtype virtio
test -n "${devnum}" || setenv devnum 0
part start ${devtype} ${devnum} 2 state_at
${devtype} read ${ramdisk_addr_r} ${state_at} 1 && env import -c ${ramdisk_addr_r} 0x200 BOOT_ORDER BOOT_A_LEFT BOOT_B_LEFT
setenv keep "env export -c -s 0x200 ${ramdisk_addr_r} BOOT_ORDER BOOT_A_LEFT BOOT_B_LEFT; ${devtype} write ${ramdisk_addr_r} ${state_at} 1"
test -n "${BOOT_ORDER}" || setenv BOOT_ORDER "A B"
test -n "${BOOT_A_LEFT}" || setenv BOOT_A_LEFT 3
test -n "${BOOT_B_LEFT}" || setenv BOOT_B_LEFT 3

setenv slot
for s in ${BOOT_ORDER}; do
  if test "x${slot}" = "x"; then
    if test "x${s}" = "xA" && test ${BOOT_A_LEFT} -gt 0; then
      setexpr BOOT_A_LEFT ${BOOT_A_LEFT} - 1
      setenv slot A
      setenv kernel_in 3
      setenv system_in system_a
    fi
    if test "x${s}" = "xB" && test ${BOOT_B_LEFT} -gt 0; then
      setexpr BOOT_B_LEFT ${BOOT_B_LEFT} - 1
      setenv slot B
      setenv kernel_in 4
      setenv system_in system_b
    fi
  fi
done
if test "x${slot}" = "x"; then
  echo "kiosk: no system has a try left; both begin anew"
  setenv BOOT_ORDER "A B"
  setenv BOOT_A_LEFT 3
  setenv BOOT_B_LEFT 3
  run keep
  reset
fi
run keep
echo "kiosk: system ${slot} (tries left: A ${BOOT_A_LEFT}, B ${BOOT_B_LEFT}; order ${BOOT_ORDER})"

# The Pi's boot loader leaves 35 MB for the kernel, which is more by now.
if test "${soc}" = "bcm283x"; then
  setenv kernel_addr_r 0x00400000
  setenv ramdisk_addr_r 0x08000000
fi

# What the Pi's firmware says to the kernel (serial number, addresses, memory) stays in front.
if test -n "${fdt_addr}"; then
  fdt addr ${fdt_addr}
  fdt get value firmware_words /chosen bootargs
fi
setenv words
if load ${devtype} ${devnum}:1 ${scriptaddr} kernel-words.txt; then
  env import -t ${scriptaddr} ${filesize} words
fi
setenv bootargs "${firmware_words} root=PARTLABEL=${system_in} rootfstype=squashfs ro rootwait kiosk.overlay=1 rauc.slot=${slot} panic=10 fsck.repair=yes quiet loglevel=3 systemd.show_status=false vt.global_cursor_default=0 console=tty1 ${words}"

if load ${devtype} ${devnum}:${kernel_in} ${kernel_addr_r} vmlinuz && load ${devtype} ${devnum}:${kernel_in} ${ramdisk_addr_r} initrd.img; then
  setenv initrd_size ${filesize}
  test -n "${fdt_addr}" || setenv fdt_addr ${fdtcontroladdr}
  booti ${kernel_addr_r} ${ramdisk_addr_r}:${initrd_size} ${fdt_addr}
fi
# Empty, or no kernel at all: no further try is worth it. What the kernel was loaded over is read anew.
echo "kiosk: system ${slot} cannot be started"
setenv BOOT_${slot}_LEFT 0
run keep
reset
